package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.app.UserError;
import dev.rolecall.service.config.ClientIdentity;
import dev.rolecall.service.tls.ClientTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Where a console of this machine is and the token for it, and with TLS whom to believe there. A
 * service that starts writes it into its data folder, and its data folder's path into the home
 * folder, so that operators' commands need no flags. Only its owner can read it.
 */
public record Instance(
    URI url, String token, Optional<Path> ca, Optional<ClientIdentity> identity) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "operator.json";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  /** Leaves word in the data folder, and in the home folder which data folder was started last. */
  public void announce(Path data) {
    try {
      write(data);
      write(lastStarted(), Map.of("data", data.toAbsolutePath().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("operators' commands cannot find this instance", e);
    }
  }

  /** Leaves word in the data folder. */
  void write(Path data) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("url", url.toString());
    content.put("token", token);
    ca.ifPresent(file -> content.put("ca", file.toAbsolutePath().toString()));
    identity.ifPresent(each -> {
      content.put("certificate", each.certificate().toAbsolutePath().toString());
      content.put("key", each.key().toAbsolutePath().toString());
    });
    write(data.resolve(FILE), content);
  }

  /** What an instance with this data folder left; empty when none did. */
  public static Optional<Instance> of(Path data) {
    return read(data.resolve(FILE))
        .map(json ->
            new Instance(
                URI.create(json.path("url").asText()),
                json.path("token").asText(),
                file(json, "ca"),
                file(json, "certificate")
                    .flatMap(
                        shown -> file(json, "key").map(key -> new ClientIdentity(shown, key)))));
  }

  private static Optional<Path> file(JsonNode json, String key) {
    return json.hasNonNull(key) ? Optional.of(Path.of(json.path(key).asText())) : Optional.empty();
  }

  /** Believed, and shown, in calls to it. */
  SSLContext context() {
    return ClientTls.context(ca, identity);
  }

  /** The instance that was started last on this machine by this user. */
  public static Instance last() {
    return read(lastStarted())
        .map(json -> Path.of(json.path("data").asText()))
        .flatMap(Instance::of)
        .orElseThrow(() ->
            new UserError(
                "no running instance is known here: start one with 'rolecall up' or 'rolecall"
                    + " demo', or say where with --config FILE"));
  }

  private static Path lastStarted() {
    return Path.of(System.getProperty("user.home"), ".rolecall", "last-started.json");
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(JSON.readTree(Files.readString(file)))
          : Optional.empty();
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage());
    }
  }

  private static void write(Path file, Map<String, String> content) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Files.writeString(fresh, JSON.writeValueAsString(content));
    Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Instance[" + url + "]";
  }
}
