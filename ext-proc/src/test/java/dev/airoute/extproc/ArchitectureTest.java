package dev.airoute.extproc;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages are stages, and data flows one way through them. */
@AnalyzeClasses(packages = "dev.airoute.extproc", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String HERE = "dev.airoute.extproc.";

  @ArchTest
  static final ArchRule json = knowsOnly("json");

  @ArchTest
  static final ArchRule frame = knowsOnly("frame", "json");

  @ArchTest
  static final ArchRule model = knowsOnly("model", "json");

  @ArchTest
  static final ArchRule dialect = knowsOnly("dialect", "json", "frame", "model");

  @ArchTest
  static final ArchRule endpoint = knowsOnly("endpoint", "frame", "model");

  @ArchTest
  static final ArchRule config = knowsOnly("config", "json");

  @ArchTest
  static final ArchRule auth = knowsOnly("auth", "config", "model");

  @ArchTest
  static final ArchRule plan = knowsOnly("plan", "config");

  @ArchTest
  static final ArchRule stream = knowsOnly(
      "stream", "json", "model", "frame", "dialect", "config", "endpoint", "auth", "plan");

  @ArchTest
  static final ArchRule observe =
      knowsOnly("observe", "json", "model", "config", "endpoint", "stream");

  @ArchTest
  static final ArchRule noCycles = slices().matching(HERE + "(*)..").should().beFreeOfCycles();

  /** The conversation with Envoy stays at the edges; what decides and translates never sees its messages. */
  @ArchTest
  static final ArchRule envoyStaysOutside = noClasses()
      .that()
      .resideInAnyPackage(packages("json", "frame", "model", "dialect", "endpoint", "auth", "plan"))
      .should()
      .dependOnClassesThat()
      .resideInAnyPackage("io.envoyproxy..", "io.grpc..", "io.netty..");

  private static ArchRule knowsOnly(String stage, String... others) {
    return classes()
        .that()
        .resideInAPackage(HERE + stage + "..")
        .should()
        .onlyDependOnClassesThat(resideOutsideOfPackage("dev.airoute.extproc..")
            .or(resideInAnyPackage(packages(stage, others))))
        .as(stage + " depends on no other stage than " + String.join(", ", others));
  }

  private static String[] packages(String stage, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = HERE + stage + "..";
    for (int i = 0; i < others.length; i++) {
      all[i + 1] = HERE + others[i] + "..";
    }
    return all;
  }
}
