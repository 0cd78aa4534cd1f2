package skald.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule, seen failing on code that was planted to break it. */
class RulesHaveTeethTest {
    private static final String PLANTED = "skald.house.planted";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);

    @Test
    void a_domain_that_knows_an_adapter_is_caught() {
        catches(Rules.domainIsPure(PLANTED), "WhatIsLeft");
    }

    @Test
    void a_use_case_that_knows_an_adapter_is_caught() {
        catches(Rules.applicationKnowsNoAdapter(PLANTED), "CountItems");
    }

    @Test
    void a_service_that_knows_another_is_caught() {
        catches(Rules.knowsNoOtherService(PLANTED + ".domain", List.of(PLANTED + ".adapter")), "WhatIsLeft");
    }

    @Test
    void someone_who_knows_the_top_is_caught() {
        catches(Rules.nobodyKnows(PLANTED, PLANTED + ".adapter"), "CountItems");
    }

    @Test
    void someone_who_knows_more_than_is_listed_is_caught() {
        catches(Rules.knowsOnly(PLANTED + ".application"), "CountItems");
    }

    @Test
    void reading_the_clock_making_ids_and_sleeping_are_caught() {
        ArchRule rule = Rules.nobodyReadsTheClock(PLANTED);
        catches(rule, "Instant.now");
        catches(rule, "UUID.randomUUID");
        catches(rule, "Thread.sleep");
    }

    @Test
    void a_name_that_says_nothing_is_caught() {
        catches(Rules.namesSayWhatAThingIs(PLANTED), "ItemsManager");
    }

    @Test
    void a_package_without_null_marked_is_caught() {
        catches(Rules.everyPackageIsNullMarked(PLANTED), "is not @NullMarked");
    }

    @Test
    void a_rule_over_no_classes_fails() {
        assertThatThrownBy(() -> Rules.domainIsPure("skald.nowhere").check(CLASSES))
                .isInstanceOf(AssertionError.class);
    }

    private static void catches(ArchRule rule, String culprit) {
        assertThat(rule.evaluate(CLASSES).getFailureReport().getDetails())
                .anySatisfy(detail -> assertThat(detail).contains(culprit));
    }
}
