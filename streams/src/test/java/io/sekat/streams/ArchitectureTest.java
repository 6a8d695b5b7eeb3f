package io.sekat.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sekat.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule RULES_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage("io.sekat.streams.core..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule RULES_DO_NOT_KNOW_THEIR_WIRING = noClasses()
            .that()
            .resideInAPackage("io.sekat.streams.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sekat.streams",
                    "io.sekat.streams.account..",
                    "io.sekat.streams.phone..",
                    "io.sekat.streams.intake..",
                    "io.sekat.streams.casefile..");

    @ArchTest
    static final ArchRule RULES_TAKE_THE_TIME_FROM_THE_OCCASION = noClasses()
            .that()
            .resideInAPackage("io.sekat.streams.core..")
            .should()
            .callMethod(java.time.Instant.class, "now");
}
