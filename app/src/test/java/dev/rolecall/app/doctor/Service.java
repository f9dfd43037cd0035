package dev.rolecall.app.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A small SCIM service on a port of its own; what it answers can be replaced, as by a proxy. */
final class Service implements AutoCloseable {

  static final String TOKEN = "rolecall_right";

  /** An answer; null body: none. */
  record Reply(int status, Map<String, String> headers, String body) {
    static Reply scim(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/scim+json"), body);
    }

    static Reply error(int status, String detail) {
      return scim(
          status,
          """
          {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"%d","detail":"%s"}
          """
              .formatted(status, detail));
    }

    Reply with(String name, String value) {
      var more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, Map.copyOf(more), body);
    }
  }

  /** Takes the place of the service for some requests. */
  interface Proxy {
    Optional<Reply> answer(String method, String path, Optional<String> authorization);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String scheme;
  private final Proxy proxy;
  private final Map<String, String> users = new ConcurrentHashMap<>();
  final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

  private Service(HttpServer server, String scheme, Proxy proxy) {
    this.server = server;
    this.scheme = scheme;
    this.proxy = proxy;
    HttpHandler handler = this::handle;
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
  }

  static Service start() {
    return start((method, path, authorization) -> Optional.empty());
  }

  static Service start(Proxy proxy) {
    try {
      return new Service(HttpServer.create(loopback(), 0), "http", proxy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Service withTls(Path keys, String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (var file = Files.newInputStream(keys)) {
        store.load(file, password.toCharArray());
      }
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      HttpsServer server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return new Service(server, "https", (method, path, authorization) -> Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  URI base() {
    return at("/scim/v2");
  }

  URI at(String path) {
    return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
  }

  List<String> users() {
    return List.copyOf(users.values());
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    Optional<String> authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    Reply reply =
        proxy
            .answer(exchange.getRequestMethod(), path, authorization)
            .orElseGet(() -> answer(exchange.getRequestMethod(), path, authorization, body));
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    byte[] bytes = (isHead ? "" : reply.body()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** As Rolecall does. */
  Reply answer(String method, String path, Optional<String> authorization, String body) {
    if (!path.startsWith("/scim/v2")) {
      return Reply.error(404, "There is no such endpoint.");
    }
    if (!authorization.equals(Optional.of("Bearer " + TOKEN))) {
      return Reply.error(401, "A valid bearer token is required.")
          .with(
              "WWW-Authenticate",
              authorization.isPresent() ? "Bearer error=\"invalid_token\"" : "Bearer");
    }
    String endpoint = path.substring("/scim/v2".length());
    if (endpoint.equals("/ServiceProviderConfig")) {
      return Reply.scim(
          200,
          """
          {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
           "patch":{"supported":true},"filter":{"supported":true},
           "meta":{"location":"%s"}}
          """
              .formatted(at("/scim/v2/ServiceProviderConfig")));
    }
    if (endpoint.equals("/Users") && method.equals("GET")) {
      return Reply.scim(200, "{\"totalResults\":0,\"Resources\":[]}");
    }
    if (endpoint.equals("/Users")) {
      users.put("u1", body);
      return Reply.scim(201, "{\"id\":\"u1\"}");
    }
    if (!users.containsKey(endpoint.replace("/Users/", ""))) {
      return Reply.error(404, "There is no such user.");
    }
    if (method.equals("DELETE")) {
      users.remove(endpoint.replace("/Users/", ""));
      return new Reply(204, Map.of(), "");
    }
    return Reply.scim(200, "{\"id\":\"u1\"}");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
