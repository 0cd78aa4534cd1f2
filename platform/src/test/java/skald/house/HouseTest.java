package skald.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house, over everything that is shipped. */
class HouseTest {
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("skald");

    static List<String> services() {
        return Rules.SERVICES;
    }

    @Test
    void the_toolkit_knows_the_jdk_the_driver_and_json() {
        Rules.knowsOnly(
                        "skald.toolkit",
                        "org.postgresql..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "com.nimbusds..",
                        "io.helidon..",
                        "org.apache.kafka..",
                        "java.util.logging..")
                .check(SHIPPED);
    }

    @Test
    void only_the_transport_of_the_toolkit_knows_kafka() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("skald..")
                .and()
                .resideOutsideOfPackages("skald.toolkit.kafka..", "skald.testkit.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(SHIPPED);
    }

    @Test
    void only_the_http_edge_of_the_toolkit_knows_the_web_server() {
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("skald.toolkit..")
                .and()
                .resideOutsideOfPackage("skald.toolkit.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(SHIPPED);
    }

    @Test
    void contracts_depend_on_nothing() {
        Rules.knowsOnly("skald.contracts").check(SHIPPED);
    }

    @Test
    void the_simulators_know_no_service() {
        Rules.knowsOnly("skald.simulators", "skald.toolkit..").check(SHIPPED);
    }

    @Test
    void the_benchmarks_of_the_engine_know_no_service() {
        Rules.knowsOnly(
                        "skald.bench",
                        "skald.toolkit..",
                        "skald.database..",
                        "org.postgresql..",
                        "com.sun.management..",
                        "javax.management..")
                .check(SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_domain_of_each_service_is_pure(String service) {
        Rules.domainIsPure("skald." + service).check(SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_use_cases_of_each_service_know_no_adapter(String service) {
        Rules.applicationKnowsNoAdapter("skald." + service).check(SHIPPED);
    }

    @ParameterizedTest
    @MethodSource("services")
    void no_service_knows_another(String service) {
        List<String> others = Rules.SERVICES.stream()
                .filter(other -> !other.equals(service))
                .map(other -> "skald." + other)
                .toList();
        Rules.knowsNoOtherService("skald." + service, others).check(SHIPPED);
    }

    @Test
    void nobody_knows_the_platform() {
        Rules.nobodyKnows("skald", "skald.platform").check(SHIPPED);
    }

    @Test
    void time_ids_and_randomness_are_passed_in() {
        Rules.nobodyReadsTheClock("skald", "skald.platform..", "skald.database..")
                .check(SHIPPED);
    }

    @Test
    void names_say_what_a_thing_is() {
        Rules.namesSayWhatAThingIs("skald").check(SHIPPED);
    }

    @Test
    void every_package_is_null_marked() {
        Rules.everyPackageIsNullMarked("skald").check(SHIPPED);
    }

    @Test
    void the_rules_look_at_every_service() {
        for (String service : Rules.SERVICES) {
            for (String ring : List.of("domain", "application", "adapter")) {
                assertThat(SHIPPED.stream()
                                .filter(type -> type.getPackageName().startsWith("skald." + service + "." + ring)))
                        .as("classes in skald." + service + "." + ring)
                        .isNotEmpty();
            }
        }
    }
}
