package dev.stasis.test.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages. docs/architecture.md draws them. */
class ArchitectureTest {
    private static final String ENGINE = "dev.stasis.engine..";
    private static final String IMAGE = "dev.stasis.image..";
    private static final String APP = "dev.stasis.app..";
    private static final String PROTO = "dev.stasis.image.proto..";

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.stasis");

    @Test
    void imageStoreKnowsNeitherEngineNorApp() {
        check(noClasses()
                .that()
                .resideInAPackage(IMAGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, APP));
    }

    @Test
    void engineKnowsNoFrontEnd() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(APP));
    }

    @Test
    void engineAndImageStoreAreFreeOfSpring() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ENGINE, IMAGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.."));
    }

    @Test
    void onlyTheKernelPackageCallsNativeCode() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.stasis.engine.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai.jffi.."));
    }

    @Test
    void theKernelPackageKnowsNoImagesAndNoSessions() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.stasis.engine.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        IMAGE,
                        "dev.stasis.engine.dump..",
                        "dev.stasis.engine.restore..",
                        "dev.stasis.engine.resource..",
                        "dev.stasis.engine.trace.."));
    }

    @Test
    void frontEndsSeeTheEngineThroughItsApi() {
        check(noClasses()
                .that()
                .resideInAPackage(APP)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.stasis.engine.dump..",
                        "dev.stasis.engine.restore..",
                        "dev.stasis.engine.resource..",
                        "dev.stasis.engine.trace..",
                        "dev.stasis.engine.tree.."));
    }

    @Test
    void dumpersAndRestorersDoNotKnowProtobuf() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("Dumper")
                .or()
                .haveSimpleNameEndingWith("Restorer")
                .and()
                .resideInAPackage("dev.stasis.engine.resource..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROTO, "com.google.protobuf.."));
    }

    @Test
    void amongTheKindsOnlyImageMappersKnowTheGeneratedMessages() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.stasis.engine.resource..")
                .and(DescribedPredicate.not(nameMatching(".*(Image[^.]*|FileSink|FileSource)")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROTO));
    }

    @Test
    void dumpAndRestoreDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.stasis.engine.dump..")
                .and()
                .doNotHaveSimpleName("Rehearsal") // which needs a process to dump
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.stasis.engine.restore.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.stasis.engine.restore..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.stasis.engine.dump.."));
    }

    @Test
    void modulesHaveNoCyclesOfTheirTopPackages() {
        check(slices().matching("dev.stasis.image.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theEnginesErrorsAreOneSealedFamily() {
        check(classes()
                .that()
                .resideInAPackage("dev.stasis.engine..")
                .and()
                .areAssignableTo(RuntimeException.class)
                .should()
                .resideInAPackage("dev.stasis.engine.api.."));
    }

    @Test
    void kindInterfacesHaveNoDefaultBodies() {
        check(classes()
                .that()
                .resideInAPackage("dev.stasis.engine.resource..")
                .and()
                .areInterfaces()
                .should(new ArchCondition<JavaClass>("have no default methods") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaMethod method : type.getMethods()) {
                            boolean body = !method.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                                    && !method.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC)
                                    && !method.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
                                    && !method.getModifiers()
                                            .contains(com.tngtech.archunit.core.domain.JavaModifier.PRIVATE);
                            if (body) {
                                events.add(SimpleConditionEvent.violated(method, method.getFullName() + " has a body"));
                            }
                        }
                    }
                }));
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
