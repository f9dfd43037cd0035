package dev.rolecall.ingest.http;

import dev.rolecall.ingest.door.Door;
import dev.rolecall.ingest.door.DoorConfig;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.service.Health;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The service on a free port, over a directory in memory, with a client. */
final class RunningIngest implements AutoCloseable {

  /** Avro makes our records only once a codec has vouched for them. */
  static final Codec<AuditEntry> VOUCHED_FOR = Topics.AUDIT_ENTRIES.values();

  static final String TOKEN = "acme-secret";
  static final String OTHER_TOKEN = "globex-secret";
  static final String EXPIRED_TOKEN = "acme-last-year";

  /** No proxy in between. */
  static final HttpConfig DIRECT =
      new HttpConfig(new Endpoint("127.0.0.1", 0), Optional.empty(), false);

  final MemoryDirectory acme = new MemoryDirectory("acme");
  final Health health = new Health();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  final BlockingQueue<AuditEntry> refusals = new LinkedBlockingQueue<>();
  final Door door;
  final IngestService service;
  private final HttpClient client = HttpClient.newHttpClient();

  RunningIngest() throws Exception {
    this(DIRECT, Profile.AUTO, Bounds.USUAL, InstantSource.fixed(MemoryDirectory.START));
  }

  RunningIngest(HttpConfig http, Profile profile, Bounds bounds, InstantSource clock)
      throws Exception {
    this(
        http,
        bounds,
        clock,
        new DirectoryConfig(
            "acme",
            List.of(
                token("okta", TOKEN, Optional.empty()),
                token("okta-old", EXPIRED_TOKEN, Optional.of(LocalDate.parse("2026-11-20")))),
            List.of(),
            profile,
            List.of(),
            Optional.empty()),
        DirectoryConfig.of("globex", List.of(token("entra", OTHER_TOKEN, Optional.empty()))));
  }

  RunningIngest(HttpConfig http, Bounds bounds, InstantSource clock, DirectoryConfig... directories)
      throws Exception {
    TreeMap<String, DirectoryConfig> named = new TreeMap<>();
    List.of(directories).forEach(each -> named.put(each.name(), each));
    door =
        Door.open(new DoorConfig(named.values(), refusals::add, metrics, clock, UUID::randomUUID));
    service =
        IngestService.start(
            new IngestConfig(
                http,
                () -> named,
                door,
                acme.reader,
                acme,
                health,
                metrics,
                () -> "rolecall_up 1\n",
                clock,
                UUID::randomUUID),
            bounds);
  }

  static DirectoryToken token(String name, String secret, Optional<LocalDate> expires) {
    return new DirectoryToken(
        new TokenHash(name, sha256(secret), expires), EnumSet.allOf(TokenScope.class));
  }

  private static String sha256(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  String address(String path) {
    return "http://127.0.0.1:" + service.port() + path;
  }

  HttpResponse<String> scim(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, "/scim/v2" + path, Map.of("Authorization", "Bearer " + TOKEN), body);
  }

  HttpResponse<String> scim(String method, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    Map<String, String> all = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.put("Authorization", "Bearer " + TOKEN);
    all.putAll(headers);
    return send(method, "/scim/v2" + path, all, body);
  }

  HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/scim+json");
    }
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** How often a deviation was counted for the directory acme. */
  double deviations(String kind) {
    return metrics
        .counter("rolecall.scim.deviations", "directory", "acme", "deviation", kind)
        .count();
  }

  @Override
  public void close() {
    client.close();
    service.close();
    door.close();
    acme.close();
  }
}
