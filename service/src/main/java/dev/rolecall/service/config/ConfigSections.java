package dev.rolecall.service.config;

import dev.rolecall.schemas.Topics;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.config.ConfigFile.References;
import dev.rolecall.service.config.RolecallConfig.AccountConfig;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import dev.rolecall.service.config.RolecallConfig.OperatorScope;
import dev.rolecall.service.config.RolecallConfig.OperatorToken;
import dev.rolecall.service.config.RolecallConfig.PaceConfig;
import dev.rolecall.service.config.RolecallConfig.Policies;
import dev.rolecall.service.config.RolecallConfig.Publish;
import dev.rolecall.service.config.RolecallConfig.ToolConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** The sections of the configuration, each read into its record. */
final class ConfigSections {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int SCIM_PORT = 8080;
  private static final int OPERATOR_PORT = 8081;
  private static final int WATCH_PORT = 8082;
  private static final int MOST_CALLS_PER_MINUTE = 100_000;
  private static final int MOST_CONCURRENCY = 256;

  private static final Set<String> TOOL_KEYS =
      Set.of("type", "family", "url", "token", "account", "pace");

  /** Kafka's settings that hold secrets: passwords, JAAS lines with them, and private keys. */
  private static final Pattern SECRET_SETTING =
      Pattern.compile("password|sasl\\.jaas\\.config|ssl\\.keystore\\.key|secret");

  /** Ids of holds begin with the name of their tool; those of bundles with this. */
  private static final String RESERVED_NAME = "policy";

  private final Path folder;
  private final References references;
  private final DirectorySection directories;
  private final TlsSection tls;
  private final Predicate<String> called;

  /**
   * @param called the tools that this process calls: it reads their tokens and nobody else's
   */
  ConfigSections(Path folder, References references, Predicate<String> called) {
    this.called = called;
    this.folder = folder;
    this.references = references;
    this.directories = new DirectorySection(references);
    this.tls = new TlsSection(folder);
  }

  RolecallConfig read(ConfigNode root) {
    root.only(
        Set.of(
            "http",
            "operator",
            "watch",
            "kafka",
            "data",
            "policies",
            "directories",
            "tools",
            "notify"));
    ConfigNode operator =
        root.at("operator").only(Set.of("host", "port", "tls", "client", "tokens"));
    return new RolecallConfig(
        http(root.at("http").only(Set.of("host", "port", "tls", "public-address", "forwarded"))),
        endpoint(operator, OPERATOR_PORT),
        endpoint(root.at("watch").only(Set.of("host", "port")), WATCH_PORT),
        kafka(root.at("kafka")),
        root.at("data").file(folder, "data"),
        policies(root.at("policies").only(Set.of("path", "publish", "release-own"))),
        directories.read(root.at("directories")),
        tools(root.at("tools")),
        operators(operator.at("tokens")),
        new NotifySection(folder, references).read(root.at("notify")),
        tls.client(operator.at("client")),
        root.warnings());
  }

  private HttpConfig http(ConfigNode node) {
    ConfigNode address = node.at("public-address");
    return new HttpConfig(
        endpoint(node, SCIM_PORT),
        address.absent() ? Optional.empty() : Optional.of(url(address)),
        node.at("forwarded").flag());
  }

  private Endpoint endpoint(ConfigNode node, int port) {
    return new Endpoint(
        node.at("host").text().orElse(LOOPBACK),
        node.at("port").port(port),
        tls.listener(node.at("tls")));
  }

  private Optional<KafkaSettings> kafka(ConfigNode node) {
    if (node.absent()) {
      return Optional.empty();
    }
    Map<String, String> connection = new TreeMap<>();
    node.children()
        .forEach((key, value) ->
            value.text().ifPresent(text -> connection.put(key, plain(value, text))));
    if (!connection.containsKey("bootstrap.servers")) {
      node.problem("needs bootstrap.servers; without 'kafka' an embedded broker is used");
      return Optional.empty();
    }
    return Optional.of(new KafkaSettings(connection));
  }

  private Policies policies(ConfigNode node) {
    return new Policies(
        node.at("path").file(folder, "policies"),
        node.at("publish").choice(Publish.class, Publish.MANUAL),
        node.at("release-own").flag());
  }

  private List<OperatorToken> operators(ConfigNode node) {
    List<OperatorToken> tokens = new ArrayList<>();
    for (ConfigNode each : node.elements()) {
      each.only(Set.of("name", "sha256", "expires", "scopes"));
      List<OperatorScope> scopes = new ArrayList<>();
      for (ConfigNode scope : each.at("scopes").elements()) {
        scopes.add(scope.choice(OperatorScope.class, OperatorScope.READ));
      }
      tokens.add(
          new OperatorToken(
              directories.token(each), scopes.isEmpty() ? List.of(OperatorScope.READ) : scopes));
    }
    return tokens;
  }

  private SortedMap<String, ToolConfig> tools(ConfigNode node) {
    SortedMap<String, ToolConfig> tools = new TreeMap<>();
    node.children().forEach((name, tool) -> tools.put(name, tool(name, tool)));
    tools.forEach((name, tool) ->
        tool.family()
            .filter(family -> tools.containsKey(family))
            .ifPresent(family ->
                node.at(name)
                    .at("family")
                    .problem(
                        "'" + family + "' is the name of a tool; policies could mean either")));
    return tools;
  }

  private ToolConfig tool(String name, ConfigNode node) {
    if (!Topics.isToolName(name)) {
      node.problem("a tool is named with lower case, digits and dashes");
    }
    if (name.equals(RESERVED_NAME)) {
      node.problem("'policy' names the holds of policies; give the tool another name");
    }
    Map<String, String> options = new TreeMap<>();
    node.children()
        .forEach((key, value) -> {
          if (!TOOL_KEYS.contains(key)) {
            options(key, value, options);
          }
        });
    return new ToolConfig(
        name,
        node.at("type").text().orElse(name),
        family(node.at("family")),
        url(node.at("url")),
        called.test(name)
            ? Secrets.read(node.at("token"), folder, references)
            : Secrets.withheld(node.at("token")),
        account(node.at("account").only(Set.of("find", "create-as"))),
        pace(
            node.at("pace")
                .only(Set.of("calls-per-minute", "concurrency", "call-deadline", "sweep"))),
        options);
  }

  private static Optional<String> family(ConfigNode node) {
    Optional<String> family = node.text();
    if (family.isPresent() && !Topics.isToolName(family.get())) {
      node.problem("a family is named as tools are: with lower case, digits and dashes");
    }
    return family;
  }

  private static PaceConfig pace(ConfigNode node) {
    return new PaceConfig(
        node.at("calls-per-minute").count(MOST_CALLS_PER_MINUTE),
        node.at("concurrency").count(MOST_CONCURRENCY),
        node.at("call-deadline").duration(),
        node.at("sweep").duration());
  }

  /** Of a mapping each entry under its path with dots; of a list all elements, with commas. */
  private static void options(String path, ConfigNode node, Map<String, String> options) {
    if (node.isMapping()) {
      node.children().forEach((key, value) -> options(path + "." + key, value, options));
    } else if (node.isList()) {
      options.put(
          path,
          node.elements().stream()
              .flatMap(each -> each.text().stream().map(text -> option(each, text)))
              .collect(Collectors.joining(",")));
    } else {
      node.text().ifPresent(text -> options.put(path, option(node, text)));
    }
  }

  /** Options are shown in logs and answers: none of them may be a secret. */
  private static String option(ConfigNode node, String text) {
    if (text.contains("${")) {
      node.problem("takes no reference; only 'token' is a secret");
    }
    return text;
  }

  private static AccountConfig account(ConfigNode node) {
    List<String> find =
        node.at("find").elements().stream().flatMap(each -> each.text().stream()).toList();
    Optional<String> createAs = node.at("create-as").text();
    if (find.isEmpty()) {
      node.at("find").problem("is missing: how the account of a person is found, e.g. [email]");
    }
    return new AccountConfig(find, createAs);
  }

  /** An address may be a reference: the same file then serves several installations. */
  private URI url(ConfigNode node) {
    String required = node.required("e.g. https://gitlab.acme.example");
    return Addresses.url(node, SecretReference.resolve(required, references, node::problem));
  }

  /** Kafka's clients would quote parts of a line that they do not understand. */
  private static void login(ConfigNode node, String value) {
    try {
      JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(value)));
    } catch (IllegalArgumentException | KafkaException wrong) {
      node.problem(
          "is no line of JAAS; it looks like: org.apache.kafka.common.security.scram"
              + ".ScramLoginModule required username=\"…\" password=\"…\";");
    }
  }

  /** The text with a reference replaced by what it stands for. */
  private String plain(ConfigNode node, String text) {
    if (SECRET_SETTING.matcher(node.path()).find() && !text.startsWith("${")) {
      Secrets.inTheFile(node);
    }
    String value = SecretReference.resolve(text, references, node::problem);
    if (node.path().endsWith(SaslConfigs.SASL_JAAS_CONFIG)) {
      login(node, value);
    }
    return value;
  }
}
