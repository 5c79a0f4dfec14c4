package dev.airoute.controlplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages are the stages of DESIGN.md, and data flows one way through them. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  static final String ROOT = "dev.airoute.controlplane";

  @ArchTest
  static final ArchRule stagesKnowOnlyWhatComesBefore = layeredArchitecture()
      .consideringOnlyDependenciesInLayers()
      .layer("Main")
      .definedBy(ROOT)
      .layer("validate")
      .definedBy(ROOT + ".validate..")
      .layer("watch")
      .definedBy(ROOT + ".watch..")
      .layer("ir")
      .definedBy(ROOT + ".ir..")
      .layer("translate")
      .definedBy(ROOT + ".translate..")
      .layer("xds")
      .definedBy(ROOT + ".xds..")
      .layer("serve")
      .definedBy(ROOT + ".serve..")
      .layer("publish")
      .definedBy(ROOT + ".publish..")
      .layer("observe")
      .definedBy(ROOT + ".observe..")
      .layer("standalone")
      .definedBy(ROOT + ".standalone..")
      .layer("cli")
      .definedBy(ROOT + ".cli..")
      .whereLayer("Main")
      .mayNotBeAccessedByAnyLayer()
      .whereLayer("validate")
      .mayOnlyBeAccessedByLayers("watch", "translate", "standalone", "cli", "Main")
      .whereLayer("watch")
      .mayOnlyBeAccessedByLayers("translate", "standalone", "cli", "Main")
      .whereLayer("ir")
      .mayOnlyBeAccessedByLayers("translate", "xds", "standalone", "cli", "Main")
      .whereLayer("translate")
      .mayOnlyBeAccessedByLayers("standalone", "cli", "Main")
      .whereLayer("xds")
      .mayOnlyBeAccessedByLayers("serve", "publish", "standalone", "cli", "Main")
      .whereLayer("serve")
      .mayOnlyBeAccessedByLayers("publish", "standalone", "Main")
      .whereLayer("publish")
      .mayOnlyBeAccessedByLayers("standalone", "Main")
      .whereLayer("observe")
      .mayOnlyBeAccessedByLayers("standalone", "Main")
      .whereLayer("standalone")
      .mayOnlyBeAccessedByLayers("cli", "Main")
      .whereLayer("cli")
      .mayOnlyBeAccessedByLayers("Main");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theIrIsPlain = noClasses()
      .that()
      .resideInAPackage(ROOT + ".ir..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage(
          "io.envoyproxy..",
          "com.github.xds..",
          "com.google.protobuf..",
          "dev.airoute.config..",
          "io.fabric8..",
          "io.grpc..");

  @ArchTest
  static final ArchRule envoyAppearsInXdsFirst = noClasses()
      .that()
      .resideInAnyPackage(
          ROOT + ".validate..",
          ROOT + ".watch..",
          ROOT + ".translate..",
          ROOT + ".standalone..",
          ROOT + ".cli..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.envoyproxy..", "com.github.xds..");

  @ArchTest
  static final ArchRule translationHasNoInputOrOutput = noClasses()
      .that()
      .resideInAnyPackage(ROOT + ".ir..", ROOT + ".translate..", ROOT + ".xds..")
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.nio.channels..", "io.grpc..")
      .orShould()
      .dependOnClassesThat()
      .haveFullyQualifiedName("java.lang.System");

  @ArchTest
  static final ArchRule onlyCommandsEndTheProcess = noClasses()
      .that()
      .resideOutsideOfPackages(ROOT, ROOT + ".standalone..")
      .should()
      .callMethod(System.class, "exit", int.class);
}
