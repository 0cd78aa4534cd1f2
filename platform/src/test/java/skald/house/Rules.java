package skald.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What may know what, and what nobody does. A rule over no classes fails: it would only seem to hold. */
final class Rules {
    static final List<String> SERVICES =
            List.of("users", "inventory", "payments", "shipping", "notifications", "orders", "orderviews");

    private static final String[] JDK = {"java..", "javax.sql..", "org.jspecify.annotations.."};

    private static final Set<String> BANNED_CALLS = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.util.UUID.randomUUID",
            "java.lang.System.currentTimeMillis",
            "java.lang.Thread.sleep",
            "java.lang.Math.random");

    private Rules() {}

    /** Code under {@code root} knows the JDK and what is listed, nothing else. */
    static ArchRule knowsOnly(String root, String... allowed) {
        List<String> all = new ArrayList<>(List.of(JDK));
        all.add(root + "..");
        all.addAll(List.of(allowed));
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all.toArray(String[]::new));
    }

    /** The domain ring of a service is pure: the JDK, and the values and messages of the contracts, which are records. */
    static ArchRule domainIsPure(String service) {
        return knowsOnly(service + ".domain", "skald.contracts..");
    }

    /** Use cases know ports, never adapters. */
    static ArchRule applicationKnowsNoAdapter(String service) {
        return noClasses()
                .that()
                .resideInAPackage(service + ".application..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(service + ".adapter..");
    }

    /** A service knows no other service. */
    static ArchRule knowsNoOtherService(String service, List<String> others) {
        return noClasses()
                .that()
                .resideInAPackage(service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream().map(other -> other + "..").toArray(String[]::new));
    }

    /** Nobody knows the platform. */
    static ArchRule nobodyKnows(String root, String top) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(top + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(top + "..");
    }

    /** Time, ids and randomness are passed in. */
    static ArchRule nobodyReadsTheClock(String root, String... wiring) {
        List<String> outside = new ArrayList<>(List.of(wiring));
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(outside.toArray(String[]::new))
                .should(notCall());
    }

    private static ArchCondition<JavaClass> notCall() {
        return new ArchCondition<>("take time, ids and randomness as arguments") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
                    AccessTarget target = call.getTarget();
                    String name = target.getOwner().getFullName() + '.' + target.getName();
                    // A clock that was passed in is asked with a parameter or through InstantSource.
                    boolean ambient = target instanceof AccessTarget.CodeUnitCallTarget method
                            && (method.getRawParameterTypes().isEmpty() || name.endsWith(".sleep"));
                    if (ambient && BANNED_CALLS.contains(name)) {
                        events.add(SimpleConditionEvent.violated(call, call.getDescription()));
                    }
                }
            }
        };
    }

    /** Names say what a thing is. */
    static ArchRule namesSayWhatAThingIs(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper");
    }

    /** Every package says that its types are never null unless it says so. */
    static ArchRule everyPackageIsNullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .and(doNotCarry(JavaModifier.SYNTHETIC))
                .should(new ArchCondition<>("live in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                            events.add(
                                    SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                        }
                    }
                });
    }

    private static DescribedPredicate<JavaClass> doNotCarry(JavaModifier modifier) {
        return DescribedPredicate.describe(
                "are not " + modifier, type -> !type.getModifiers().contains(modifier));
    }
}
