package dev.rolecall.service.config;

import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The whole configuration of an installation, valid by construction.
 *
 * @param http where SCIM is served
 * @param operator where operators are served
 * @param watch where a service alone that serves nothing else shows its health and metrics
 * @param kafka empty: an embedded broker
 * @param data folder of everything that must survive a restart
 * @param operators who may use the operators' API
 * @param receivers who is told what waits for a decision
 * @param operatorClient how operators' commands reach the console
 * @param warnings what works, and should be otherwise; with the path of its key
 */
public record RolecallConfig(
    HttpConfig http,
    Endpoint operator,
    Endpoint watch,
    Optional<KafkaSettings> kafka,
    Path data,
    Policies policies,
    SortedMap<String, DirectoryConfig> directories,
    SortedMap<String, ToolConfig> tools,
    List<OperatorToken> operators,
    List<ReceiverConfig> receivers,
    OperatorClient operatorClient,
    List<String> warnings) {

  public RolecallConfig {
    receivers = List.copyOf(receivers);
    operators = List.copyOf(operators);
    warnings = List.copyOf(warnings);
  }

  /** The same with another folder. */
  public RolecallConfig withData(Path folder) {
    return with(folder.toAbsolutePath().normalize(), watch);
  }

  /** The same, watched at another port. */
  public RolecallConfig withWatchPort(int port) {
    return with(data, new Endpoint(watch.host(), port));
  }

  private RolecallConfig with(Path folder, Endpoint watched) {
    return new RolecallConfig(
        http,
        operator,
        watched,
        kafka,
        folder,
        policies,
        directories,
        tools,
        operators,
        receivers,
        operatorClient,
        warnings);
  }

  /**
   * Where to listen.
   *
   * @param port 0: any free one
   * @param tls empty: plain HTTP
   */
  public record Endpoint(String host, int port, Optional<TlsConfig> tls) {
    /** Without TLS. */
    public Endpoint(String host, int port) {
      this(host, port, Optional.empty());
    }

    /** How it is spoken to. */
    public String scheme() {
      return tls.isPresent() ? "https" : "http";
    }
  }

  /**
   * Where SCIM is served.
   *
   * @param publicAddress how clients reach it, when a proxy stands between
   * @param forwarded whether a proxy's X-Forwarded headers are believed: only when every request
   *     comes through that proxy
   */
  public record HttpConfig(Endpoint endpoint, Optional<URI> publicAddress, boolean forwarded) {}

  /** When policies take effect. */
  public enum Publish {
    /** At each change of the folder. */
    WATCH,
    /** By {@code rolecall policy apply}. */
    MANUAL
  }

  /**
   * Where policies are, and how they take effect.
   *
   * @param releaseOwn whether whoever published a policy that is held may release it
   */
  public record Policies(Path path, Publish publish, boolean releaseOwn) {}

  /** What an operator may do. */
  public enum OperatorScope {
    READ,
    POLICY,
    DECIDE,
    ADMIN
  }

  /** An operator's token with what it may do; its name is the actor in the audit. */
  public record OperatorToken(TokenHash token, List<OperatorScope> scopes) {
    public OperatorToken {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * One instance of a tool.
   *
   * @param name of the instance
   * @param type which connector
   * @param family what policies call several instances at once; a name of no tool
   * @param pace how fast it may be worked on
   * @param options of that connector
   */
  public record ToolConfig(
      String name,
      String type,
      Optional<String> family,
      URI url,
      Secret token,
      AccountConfig account,
      PaceConfig pace,
      Map<String, String> options) {
    public ToolConfig {
      options = Map.copyOf(options);
    }
  }

  /**
   * How fast a tool may be worked on; what is empty keeps its default.
   *
   * @param callsPerMinute all calls of one process to this tool
   * @param concurrency people at the same time
   * @param callDeadline no change lasts longer; after a crash the next owner waits for it
   * @param sweep how often each managed scope is read
   */
  public record PaceConfig(
      Optional<Integer> callsPerMinute,
      Optional<Integer> concurrency,
      Optional<Duration> callDeadline,
      Optional<Duration> sweep) {}

  /** How the account of a person is found and made, as written in the configuration. */
  public record AccountConfig(List<String> find, Optional<String> createAs) {
    public AccountConfig {
      find = List.copyOf(find);
    }
  }

  /** How a receiver of notices wants them. */
  public enum ReceiverKind {
    WEBHOOK,
    SLACK
  }

  /**
   * Who is told what waits for a decision.
   *
   * @param url may be a secret itself, as Slack's are
   * @param token sent as a bearer token
   */
  public record ReceiverConfig(URI url, ReceiverKind kind, Optional<Secret> token) {
    /** Where it is, without what may be secret in its address. */
    public String place() {
      return kind.name().toLowerCase(Locale.ROOT) + " at " + url.getHost();
    }

    @Override
    public String toString() {
      return "ReceiverConfig[" + place() + "]";
    }
  }
}
