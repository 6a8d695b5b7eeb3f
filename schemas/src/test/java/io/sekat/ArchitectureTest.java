package io.sekat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: everything may use the schemas, they use nothing of Sekat (design section 2). */
@AnalyzeClasses(packages = "io.sekat", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SCHEMAS_USE_NO_OTHER_MODULE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.sekat.producers..",
                    "io.sekat.intake..",
                    "io.sekat.streams..",
                    "io.sekat.consumers..",
                    "io.sekat.sandbox..");

    @ArchTest
    static final ArchRule IDENTIFIERS_AND_MONEY_USE_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAnyPackage("io.sekat.identifiers", "io.sekat.money")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.sekat.identifiers", "io.sekat.money", "java..", "org.jspecify..");
}
