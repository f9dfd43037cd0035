package dev.rolecall.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The checkout's {@code docker-compose.yml}, with no variable of the environment set. */
record ComposeFile(JsonNode root) {

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");
  private static final String MERGE = "<<";

  /** What is mounted where. */
  record Mount(String source, String target) {
    boolean isFile() {
      return source.startsWith("./");
    }
  }

  static ComposeFile read() throws IOException {
    String text = Files.readString(CHECKOUT.resolve("docker-compose.yml"));
    return new ComposeFile(merged(yaml(VARIABLE.matcher(text).replaceAll("$1"))));
  }

  static JsonNode yaml(String text) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
  }

  SortedMap<String, JsonNode> services() {
    SortedMap<String, JsonNode> services = new TreeMap<>();
    root.path("services")
        .properties()
        .forEach(each -> services.put(each.getKey(), each.getValue()));
    return services;
  }

  /** Those that run Rolecall. */
  SortedMap<String, JsonNode> ours() {
    SortedMap<String, JsonNode> ours = services();
    ours.values().removeIf(service -> !service.path("image").asText().startsWith("rolecall:"));
    return ours;
  }

  /** Those that run it for good, against Kafka. */
  SortedMap<String, JsonNode> lasting() {
    SortedMap<String, JsonNode> lasting = ours();
    lasting.values().removeIf(service -> command(service).size() > 2 || volume(service).isEmpty());
    return lasting;
  }

  static List<String> command(JsonNode service) {
    return texts(service.path("command"));
  }

  static List<Mount> mounts(JsonNode service) {
    return texts(service.path("volumes")).stream()
        .map(each -> each.split(":", -1))
        .map(parts -> new Mount(parts[0], parts[1]))
        .toList();
  }

  /** The named volume of what it keeps. */
  static Optional<String> volume(JsonNode service) {
    return mounts(service).stream()
        .filter(mount -> mount.target().equals("/data"))
        .map(Mount::source)
        .findFirst();
  }

  /** The secret behind each file below {@code /run/secrets}. */
  static Map<String, String> secrets(JsonNode service) {
    Map<String, String> secrets = new TreeMap<>();
    for (JsonNode each : service.path("secrets")) {
      String source = each.isTextual() ? each.asText() : each.path("source").asText();
      secrets.put(each.path("target").asText(source), source);
    }
    return secrets;
  }

  static Map<String, String> environment(JsonNode service) {
    Map<String, String> environment = new TreeMap<>();
    service
        .path("environment")
        .properties()
        .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
    return environment;
  }

  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** YAML's merge keys in place; what stands beside one comes first. */
  private static JsonNode merged(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode below = object.remove(MERGE);
      if (below != null) {
        below.properties().stream()
            .filter(each -> !object.has(each.getKey()))
            .toList()
            .forEach(each -> object.set(each.getKey(), each.getValue().deepCopy()));
        return merged(object);
      }
    }
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    children.forEach(ComposeFile::merged);
    return node;
  }
}
