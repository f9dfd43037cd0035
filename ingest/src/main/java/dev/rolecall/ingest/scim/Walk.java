package dev.rolecall.ingest.scim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * A list that is read page by page: a cursor leads through the one it was made for and through no
 * other.
 *
 * @param directory whose resources
 * @param types which of them
 * @param filter as the client wrote it
 * @param sortBy as the client wrote it
 * @param sortOrder as the client wrote it
 */
public record Walk(
    String directory,
    List<ResourceType> types,
    Optional<String> filter,
    Optional<String> sortBy,
    Optional<String> sortOrder) {

  public Walk {
    types = List.copyOf(types);
  }

  /** Says nothing of the filter: it may be personal. */
  @Override
  public String toString() {
    return "Walk[" + directory + "]";
  }

  /** SHA-256 of all of it; no two different walks have the same. */
  byte[] digest() {
    MessageDigest digest = sha256();
    add(digest, directory);
    types.forEach(type -> add(digest, type.name()));
    for (Optional<String> part : List.of(filter, sortBy, sortOrder)) {
      add(digest, part.map(text -> "=" + text).orElse(""));
    }
    return digest.digest();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** With its length, so that what belongs to one part cannot belong to the next. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
