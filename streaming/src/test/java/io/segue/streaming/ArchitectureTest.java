package io.segue.streaming;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows {@code state <- { connectors, models } <- operators <- streaming}: what is not drawn is forbidden. */
@AnalyzeClasses(packages = "io.segue", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String STATE = "io.segue.state..";
    private static final String CONNECTORS = "io.segue.connectors..";
    private static final String MODELS = "io.segue.models..";
    private static final String OPERATORS = "io.segue.operators..";
    private static final String STREAMING = "io.segue.streaming..";

    private static final String FLINK = "org.apache.flink..";
    private static final String[] KAFKA = {"org.apache.kafka..", "kafka.."};
    private static final String DJL = "ai.djl..";

    @ArchTest
    static final ArchRule STATE_IS_THE_VOCABULARY = noClasses()
            .that()
            .resideInAPackage(STATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECTORS, MODELS, OPERATORS, STREAMING, DJL, KAFKA[0], KAFKA[1])
            .because("every module speaks the vocabulary of state, so state knows none of them")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule CONNECTORS_KNOW_NO_MODELS = noClasses()
            .that()
            .resideInAPackage(CONNECTORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODELS, OPERATORS, STREAMING, DJL)
            .because("events come and go without a model, and libtorch is loaded where models run only")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule MODELS_RUN_ANYWHERE = noClasses()
            .that()
            .resideInAPackage(MODELS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECTORS, OPERATORS, STREAMING, FLINK, KAFKA[0], KAFKA[1])
            .because("a model is trained and judged in plain Java, without a cluster or a broker")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule OPERATORS_KNOW_NO_KAFKA = noClasses()
            .that()
            .resideInAPackage(OPERATORS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CONNECTORS, STREAMING, KAFKA[0], KAFKA[1], "org.apache.flink.connector.kafka..")
            .because("an operator sees records, never where they come from: its harness needs no broker")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NO_BORROWED_LIBRARIES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.common..", "org.apache.flink.shaded..")
            .because("they come with other libraries, which may drop or move them")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching("io.segue.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a step that can be read alone can be changed alone")
            .allowEmptyShould(true);
}
