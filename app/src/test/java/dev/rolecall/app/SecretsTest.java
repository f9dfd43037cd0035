package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.rolecall.app.cli.Instance;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A secret that cannot be overlooked is wherever secrets may be, and nowhere else. */
class SecretsTest {

  private static final String SECRET = "hunter2-9f81c4";

  private static final String JAAS =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\""
          + SECRET
          + "\";";

  private static final String VALID =
      """
      notify: [ { url: "https://hooks.example/%1$s", kind: slack, token: "%1$s" } ]
      directories: { acme: { tokens: [ { name: idp, sha256: "%2$s" } ] } }
      kafka:
        bootstrap.servers: "127.0.0.1:9"
        security.protocol: SASL_SSL
        sasl.mechanism: PLAIN
        sasl.jaas.config: '%3$s'
        ssl.key.password: "${env:PASSWORD}"
      tools:
        drone: { url: "http://127.0.0.1:9", token: "%1$s", account: { find: [userName] } }
        gitlab: { url: "http://127.0.0.1:9", token: "${env:PASSWORD}", account: { find: [email] } }
        jenkins:
          url: "http://127.0.0.1:9"
          token: "${file:token}"
          account: { find: [userName] }
      """
          .formatted(SECRET, "ab".repeat(32), JAAS);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsReadFromTheConfigurationDoesNotShowIt() throws Exception {
    RolecallConfig config = read(VALID);
    Catalogue catalogue = new Catalogue(config);
    List<Object> shown = new ArrayList<>(List.of(config, config.warnings(), catalogue.problems()));
    shown.add(config.kafka().orElseThrow());
    config.receivers().forEach(each -> shown.add(each.place()));
    config.tools().values().forEach(each -> shown.add(catalogue.settings(each)));
    shown.add(new Instance(URI.create("http://x"), SECRET, Optional.empty(), Optional.empty()));
    assertThat(token(config, "gitlab").reveal()).isEqualTo(SECRET);
    assertThat(token(config, "jenkins").reveal()).isEqualTo(SECRET);
    assertThat(shown).allSatisfy(each -> assertThat(each.toString()).doesNotContain(SECRET));
  }

  @Test
  void aSecretThatStandsInTheConfigurationItselfIsPointedOut() throws Exception {
    assertThat(read(VALID).warnings())
        .hasSize(3)
        .anySatisfy(each -> assertThat(each).startsWith("tools.drone.token: the secret itself"))
        .anySatisfy(each -> assertThat(each).startsWith("notify[0].token: the secret itself"))
        .anySatisfy(each -> assertThat(each).startsWith("kafka.sasl.jaas.config: the secret it"));
  }

  @Test
  void aServiceReadsNoTokensOfToolsThatItDoesNotCall() throws Exception {
    Path file = Files.writeString(folder.resolve("rolecall.yaml"), VALID);
    Map<String, String> environment = Map.of("PASSWORD", SECRET);
    RolecallConfig gitlab = ConfigFile.read(file, environment, "gitlab"::equals);
    assertThat(token(gitlab, "gitlab").reveal()).isEqualTo(SECRET);
    for (String other : List.of("drone", "jenkins")) {
      assertThatThrownBy(token(gitlab, other)::reveal)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("did not read it");
    }
    // The file of Jenkins' token is not even there: whoever calls Jenkins learns it at the start.
    assertThatThrownBy(() -> ConfigFile.read(file, environment))
        .hasMessageContaining("tools.jenkins.token: the file token cannot be read");
  }

  static Stream<String> wrong() {
    return Stream.of(
        "tools: { drone: { token: [%s] } }",
        "tools: { drone: { token: { is: %s } } }",
        "tools: { drone: { token: \"${%s\" } }",
        "tools: { drone: { url: \"http://me:%s@x\", token: x, account: { find: [email] } } }",
        "tools: { drone: { url: \"http://x?token=%s\", token: x, account: { find: [email] } } }",
        "tools: { drone: { url: \"%s\", token: x, account: { find: [email] } } }",
        "tools: { drone: { password: \"${%s\" } }",
        "directories: { acme: { tokens: [ { name: idp, sha256: \"%s\" } ] } }",
        "directories: { acme: { tokens: [ { name: idp, expires: \"%s\" } ] } }",
        "directories: { acme: { tokens: [ \"%s\" ] } }",
        "directories: { acme: { tokens: \"%s\" } }",
        "operator: { tokens: [ { name: ada, sha256: \"%s\", scopes: [\"%s\"] } ] }",
        "notify: [ { url: \"http://%s\" } ]",
        "notify: [ { url: \"%s\" } ]",
        "notify: [ { url: \"https://hooks.example/a b%s\" } ]",
        "notify: [ { url: \"https://me:%s@hooks.example/\" } ]",
        "kafka: { sasl.jaas.config: \"%s\" }",
        "kafka: { sasl.jaas.config: [\"%s\"] }",
        "kafka: \"%s\"",
        "http: { port: \"%s\", tls: \"%s\" }",
        "http: { port: 1, port: \"%s\" }",
        "tools: { drone: { token: \"%s }\n  other: x",
        "tools:\n  drone:\n    token: %s\n   x: y: z",
        "tools:\n\t- %s",
        "token: &a %s\nother: *%s");
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsSaidOfAWrongConfigurationDoesNotQuoteIt(String wrong) {
    assertThatThrownBy(() -> read(wrong.replace("%s", SECRET)))
        .satisfies(problem ->
            assertThat(everythingOf(problem)).hasSizeGreaterThan(20).doesNotContain(SECRET));
  }

  @Test
  void commandsThatReadTheConfigurationDoNotPrintIt() throws Exception {
    Files.writeString(folder.resolve("token"), SECRET);
    Path file =
        Files.writeString(
            folder.resolve("rolecall.yaml"), VALID.replace("env:PASSWORD", "file:token"));
    for (String command : List.of("config check", "acls")) {
      StringWriter said = new StringWriter();
      List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
      words.add("--config");
      words.add(file.toString());
      Main.commandLine()
          .setOut(new PrintWriter(said))
          .setErr(new PrintWriter(said))
          .execute(words.toArray(new String[0]));
      assertThat(said.toString()).as(command).hasSizeGreaterThan(20).doesNotContain(SECRET);
    }
  }

  @Test
  void kafkasClientsLogNoneAndNameNoThreadSo() {
    Logger logger = (Logger) LoggerFactory.getLogger("org.apache.kafka");
    Level before = logger.getLevel();
    PrintStream usual = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    logger.setLevel(Level.DEBUG);
    try {
      KafkaSettings kafka = kafka();
      try (var admin = Admin.create(kafka.admin("a"));
          var producer =
              new KafkaProducer<>(
                  kafka.producer("p"), new ByteArraySerializer(), new ByteArraySerializer());
          var consumer =
              new KafkaConsumer<>(
                  kafka.groupConsumer("c", "g"),
                  new ByteArrayDeserializer(),
                  new ByteArrayDeserializer())) {
        assertThat(List.of(admin, producer, consumer)).hasSize(3);
        assertThat(Thread.getAllStackTraces().keySet())
            .allSatisfy(each -> assertThat(each.getName()).doesNotContain(SECRET));
      }
    } finally {
      logger.setLevel(before);
      System.setErr(usual);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("ProducerConfig values", "sasl.jaas.config = [hidden]")
        .doesNotContain(SECRET);
  }

  @Test
  void aBrokenLoginOfKafkaIsSaidWithoutIt() {
    for (String broken :
        List.of(
            JAAS.replace(";", ""),
            JAAS.replace("required", "required " + SECRET),
            JAAS.replace("\"" + SECRET, SECRET + " \""),
            SECRET)) {
      assertThatThrownBy(() -> read(VALID.replace(JAAS, broken)))
          .satisfies(problem ->
              assertThat(everythingOf(problem))
                  .contains("kafka.sasl.jaas.config: is no line of JAAS")
                  .doesNotContain(SECRET));
    }
  }

  private static KafkaSettings kafka() {
    return new KafkaSettings(
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:9",
            "security.protocol",
            "SASL_SSL",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            JAAS));
  }

  private RolecallConfig read(String yaml) throws Exception {
    Files.writeString(folder.resolve("token"), SECRET + "\n");
    return ConfigFile.parse("rolecall.yaml", yaml, folder, Map.of("PASSWORD", SECRET));
  }

  private static Secret token(RolecallConfig config, String tool) {
    return Objects.requireNonNull(config.tools().get(tool)).token();
  }

  private static String everythingOf(Throwable problem) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = problem; each != null; each = each.getCause()) {
      text.append(Objects.toString(each.getMessage(), "")).append('\n');
    }
    return text.toString();
  }
}
