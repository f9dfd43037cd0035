package dev.rolecall.app.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What may use what, as the architecture says. */
class ArchitectureTest {

  private static final String ROOT = "dev.rolecall.";

  private static final String[] PURE = {
    "dev.rolecall.ingest.scim..",
    "dev.rolecall.policy..",
    "dev.rolecall.processor.directory.decide..",
    "dev.rolecall.connectors.plan.."
  };

  /** A module and those it may depend on; {@code app} and {@code bench} may use all. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "schemas", Set.of(),
          "policy", Set.of("schemas"),
          "sandbox", Set.of(),
          "service", Set.of("schemas"),
          "views", Set.of("schemas", "service"),
          "ingest", Set.of("schemas", "service", "views"),
          "processor", Set.of("schemas", "service", "policy"),
          "connectors", Set.of("schemas", "service"),
          "console", Set.of("schemas", "service", "views", "policy"));

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rolecall");

  @Test
  void everyModuleIsLookedAt() {
    for (String module : MAY_USE.keySet()) {
      assertThat(OURS.containPackage(ROOT + module)).as(module).isTrue();
    }
  }

  @Test
  void aModuleUsesOnlyWhatTheDesignLetsItUse() {
    MAY_USE.forEach((module, allowed) -> {
      List<String> others = new ArrayList<>(MAY_USE.keySet());
      others.removeAll(allowed);
      others.remove(module);
      others.add("app");
      others.add("bench");
      noClasses()
          .that()
          .resideInAPackage(ROOT + module + "..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  others.stream().map(other -> ROOT + other + "..").toArray(String[]::new)))
          .because(module + " may use " + allowed)
          .check(OURS);
    });
  }

  @Test
  void whatIsPureKnowsNeitherKafkaNorHttpNorFilesNorALogger() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "io.vertx..",
            "io.micrometer..",
            "org.slf4j..",
            "java.net.http..",
            "java.nio.file..",
            "java.nio.channels..",
            "java.sql..",
            "java.util.concurrent..")
        .check(OURS);
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io..").and(not(IN_MEMORY)).as("classes that read or write"))
        .check(OURS);
  }

  /** Parsers of texts in memory declare these. */
  private static final DescribedPredicate<JavaClass> IN_MEMORY =
      DescribedPredicate.describe(
          "in memory",
          each ->
              each.isAssignableTo(IOException.class)
                  || each.isAssignableTo(UncheckedIOException.class)
                  || Set.of(
                          "java.io.StringReader",
                          "java.io.Reader",
                          "java.io.Serializable",
                          "java.io.InputStream",
                          "java.io.OutputStream",
                          "java.io.ByteArrayInputStream",
                          "java.io.ByteArrayOutputStream")
                      .contains(each.getName()));

  @Test
  void whatIsPureHasNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage(PURE)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Clock.class)
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .check(OURS);
  }

  @Test
  void theRulesOfTheGuardAndOfAccountsKnowNothingOfKafka() {
    noClasses()
        .that()
        .haveNameMatching(
            "dev\\.rolecall\\.processor\\.(guard\\.(Guard|GuardDecision|GuardReads|AccountClaims|AccessContent|AccessWriter|GuardAudit)"
                + "|access\\.(Account\\w+|Grants|Controls|Fingerprint))(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "io.vertx..", "java.nio.file..")
        .check(OURS);
  }

  @Test
  void connectorsKnowNothingOfKafkaStreams() {
    noClasses()
        .that()
        .resideInAPackage("dev.rolecall.connectors..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka.streams..")
        .check(OURS);
  }

  @Test
  void onlyTheAppKnowsTheBroker() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rolecall.app..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..")
        .check(OURS);
  }

  @Test
  void nothingSaysNowByItself() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time is an argument: InstantSource")
        .check(OURS);
  }

  /**
   * Where a process waits for the start or the return of another that tells nothing when it is
   * there.
   */
  private static final Set<String> MAY_SLEEP =
      Set.of(
          "dev.rolecall.app.AllInOne",
          "dev.rolecall.app.HangingTransactions",
          "dev.rolecall.app.TopicsCommand$Create",
          "dev.rolecall.app.demo.Stage",
          "dev.rolecall.connectors.runtime.Committer",
          "dev.rolecall.ingest.http.BulkTime",
          "dev.rolecall.service.TopicSetup",
          "dev.rolecall.console.Watching");

  @Test
  void nobodySleepsWhereOneCanWait() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "have something that tells when it is there",
                type -> !MAY_SLEEP.contains(type.getName())))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .check(OURS);
  }

  @Test
  void aClassIsNamedByWhatItIs() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.rolecall.schemas.avro..")
        .should(
            ArchConditions.not(
                ArchConditions.be(
                    simpleNameEndingWith("Manager")
                        .or(simpleNameEndingWith("Helper"))
                        .or(simpleNameEndingWith("Util"))
                        .or(simpleNameEndingWith("Utils"))
                        .or(simpleNameEndingWith("Impl"))
                        .or(simpleNameEndingWith("Data"))
                        .or(simpleNameEndingWith("Info"))
                        .or(simpleNameStartingWith("Base"))
                        .or(simpleNameStartingWith("Common"))
                        .or(simpleNameStartingWith("Abstract")))))
        .check(OURS);
  }

  private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
    return DescribedPredicate.not(predicate);
  }
}
