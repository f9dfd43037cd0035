package dev.rolecall.app;

import static dev.rolecall.app.ComposeFile.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.ComposeFile.Mount;
import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.RolecallConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** That the compose file and all it mounts fit together, and fit the program. */
class DeploymentTest {

  private static final Path SECRETS = CHECKOUT.resolve("deploy/demo/secrets");

  @TempDir private Path folder = Path.of("");

  private final ComposeFile compose = read();

  @Test
  void everyCommandIsOneThatTheProgramKnows() {
    compose
        .ours()
        .forEach((name, service) ->
            assertThat(
                    Main.commandLine()
                        .parseArgs(ComposeFile.command(service).toArray(String[]::new))
                        .hasSubcommand())
                .as(name)
                .isTrue());
    assertThat(compose.ours()).hasSizeGreaterThan(10);
  }

  @Test
  void theConfigurationHasNoProblem() throws IOException {
    assertThat(new Catalogue(config()).problems()).isEmpty();
  }

  @Test
  void theConnectorsAreThoseOfTheConfiguredTools() throws IOException {
    Set<List<String>> connectors =
        compose.lasting().values().stream()
            .map(ComposeFile::command)
            .filter(command -> command.getFirst().equals("connector"))
            .collect(Collectors.toSet());
    assertThat(connectors)
        .isEqualTo(
            config().tools().keySet().stream()
                .map(tool -> List.of("connector", tool))
                .collect(Collectors.toSet()));
  }

  @Test
  void twoOfEachThatScaleAndOneConsole() {
    SortedMap<String, Long> services =
        compose.lasting().values().stream()
            .map(service -> ComposeFile.command(service).getFirst())
            .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
    assertThat(services)
        .containsExactly(
            Map.entry("connector", 5L),
            Map.entry("console", 1L),
            Map.entry("ingest", 2L),
            Map.entry("processor", 2L));
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    List<Path> mounted = new ArrayList<>();
    compose
        .services()
        .values()
        .forEach(service ->
            ComposeFile.mounts(service).stream()
                .filter(Mount::isFile)
                .forEach(mount -> mounted.add(CHECKOUT.resolve(mount.source()))));
    compose
        .root()
        .path("secrets")
        .forEach(secret -> mounted.add(CHECKOUT.resolve(secret.path("file").asText())));
    assertThat(mounted).hasSizeGreaterThan(20).allMatch(Files::exists);
  }

  @Test
  void everyVolumeNetworkAndSecretIsDeclared() {
    compose
        .services()
        .forEach((name, service) -> {
          assertThat(declared("networks")).as(name).containsAll(networks(service));
          assertThat(declared("secrets"))
              .as(name)
              .containsAll(ComposeFile.secrets(service).values());
          assertThat(declared("volumes"))
              .as(name)
              .containsAll(
                  ComposeFile.mounts(service).stream()
                      .filter(mount -> !mount.isFile())
                      .map(Mount::source)
                      .toList());
        });
  }

  @Test
  void noTwoServicesShareWhatTheyKeep() {
    List<String> volumes =
        compose.lasting().values().stream()
            .map(service -> ComposeFile.volume(service).orElseThrow())
            .toList();
    assertThat(volumes).hasSize(10).doesNotHaveDuplicates();
  }

  @Test
  void aToolsTokenIsForItsConnectorAlone() throws IOException {
    Set<String> tools = config().tools().keySet();
    compose
        .lasting()
        .forEach((name, service) -> {
          Set<String> secrets = ComposeFile.secrets(service).keySet();
          for (String tool : tools) {
            boolean own = ComposeFile.command(service).equals(List.of("connector", tool));
            assertThat(secrets.contains(tool + "-token")).as(name + ", " + tool).isEqualTo(own);
          }
        });
  }

  @Test
  void noSecretIsInTheFile() {
    compose
        .services()
        .forEach((name, service) ->
            assertThat(ComposeFile.environment(service).keySet())
                .as(name)
                .noneMatch(key ->
                    !key.endsWith("__FILE")
                        && Pattern.compile("TOKEN|SECRET|PASSWORD").matcher(key).find()));
  }

  @Test
  void nothingMayDoMoreThanItsWork() {
    compose
        .services()
        .forEach((name, service) -> {
          assertThat(ComposeFile.texts(service.path("cap_drop"))).as(name).containsExactly("ALL");
          assertThat(ComposeFile.texts(service.path("security_opt")))
              .as(name)
              .containsExactly("no-new-privileges:true");
          assertThat(service.at("/deploy/resources/limits/memory").asText()).as(name).isNotEmpty();
          assertThat(service.path("restart").asText()).as(name).isNotEmpty();
          assertThat(service.path("image").asText())
              .as(name)
              .contains(":")
              .doesNotContain("latest");
          assertThat(service.path("read_only").asBoolean())
              .as(name)
              .isEqualTo(!name.startsWith("kafka-"));
        });
  }

  @Test
  void aServiceMayDrainBeforeItIsKilled() {
    compose
        .ours()
        .forEach((name, service) ->
            assertThat(seconds(service.path("stop_grace_period").asText()))
                .as(name)
                .isGreaterThan(25));
  }

  @Test
  void healthAndMetricsAreAskedForWhereTheyAreServed() throws IOException {
    Map<String, Integer> ports = watchPorts();
    compose
        .lasting()
        .forEach((name, service) ->
            assertThat(ComposeFile.texts(service.at("/healthcheck/test")))
                .as(name)
                .containsExactly(
                    "CMD", "/opt/rolecall/bin/healthy", String.valueOf(ports.get(name))));
    Set<String> scraped = new TreeSet<>();
    ComposeFile.yaml(Files.readString(CHECKOUT.resolve("deploy/prometheus/prometheus.yml")))
        .at("/scrape_configs/0/static_configs")
        .forEach(group -> scraped.addAll(ComposeFile.texts(group.path("targets"))));
    assertThat(scraped)
        .isEqualTo(
            ports.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void theLoadBalancerLeadsToEachIngest() throws IOException {
    String caddy = Files.readString(CHECKOUT.resolve("deploy/Caddyfile"));
    int port = config().http().endpoint().port();
    String upstreams =
        compose.lasting().keySet().stream()
            .filter(name -> name.startsWith("ingest"))
            .map(name -> name + ":" + port)
            .collect(Collectors.joining(" "));
    assertThat(caddy).contains("reverse_proxy " + upstreams + " {");
    assertThat(config().http().forwarded()).isTrue();
  }

  @Test
  void theSimulatedToolsAreWhereTheConfigurationLooksForThem() throws IOException {
    List<String> order = List.of("drone", "gitlab", "buildkite", "circleci", "jenkins");
    config()
        .tools()
        .forEach((name, tool) -> {
          assertThat(tool.url().getHost()).isEqualTo("sandbox");
          assertThat(tool.url().getPort()).as(name).isEqualTo(9001 + order.indexOf(name));
          assertThat(tool.token().reveal()).as(name).isEqualTo(SandboxCommand.token(name));
        });
  }

  @Test
  void theDemosHashesAreThoseOfItsTokens() throws IOException, NoSuchAlgorithmException {
    for (String name : List.of("scim-token", "operator-token")) {
      byte[] token =
          Files.readString(SECRETS.resolve(name)).strip().getBytes(StandardCharsets.UTF_8);
      assertThat(Files.readString(SECRETS.resolve(name + "-sha256")).strip())
          .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token)));
    }
  }

  @Test
  void theDemosPoliciesPassTheirTests() throws IOException {
    Path resolved = Files.writeString(folder.resolve("rolecall.yaml"), resolved());
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine().setOut(new PrintWriter(out));
    int code =
        command.execute(
            "policy",
            "test",
            CHECKOUT.resolve("deploy/policies").toString(),
            "--tools",
            resolved.toString());
    assertThat(code).as(out.toString()).isZero();
    assertThat(out.toString()).contains("3 passed, 0 failed");
  }

  /** Where each lasting service shows its health and metrics. */
  private Map<String, Integer> watchPorts() throws IOException {
    RolecallConfig config = config();
    Map<String, Integer> ports = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : compose.lasting().entrySet()) {
      ports.put(
          each.getKey(),
          switch (ComposeFile.command(each.getValue()).getFirst()) {
            case "ingest" -> config.http().endpoint().port();
            case "console" -> config.operator().port();
            default -> watch().path("port").asInt();
          });
    }
    return ports;
  }

  private static JsonNode watch() throws IOException {
    return ComposeFile.yaml(Files.readString(CHECKOUT.resolve("deploy/rolecall.yaml")))
        .path("watch");
  }

  private RolecallConfig config() throws IOException {
    return ConfigFile.parse("deploy/rolecall.yaml", resolved(), folder, Map.of());
  }

  /** As a connector's container has it: variables of the compose file, secrets of the demo. */
  private String resolved() throws IOException {
    String text = Files.readString(CHECKOUT.resolve("deploy/rolecall.yaml"));
    for (Map.Entry<String, String> each :
        ComposeFile.environment(compose.services().getOrDefault("console", compose.root()))
            .entrySet()) {
      text = text.replace("${env:" + each.getKey() + "}", each.getValue());
    }
    return text.replace("/run/secrets/", SECRETS + "/");
  }

  private Set<String> declared(String kind) {
    return compose.root().path(kind).properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<String> networks(JsonNode service) {
    return ComposeFile.texts(service.path("networks"));
  }

  private static int seconds(String duration) {
    return Integer.parseInt(duration.replace("s", ""));
  }

  private static ComposeFile read() {
    try {
      return ComposeFile.read();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
