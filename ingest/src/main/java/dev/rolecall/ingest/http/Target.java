package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Terms;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a path below the base path names, and what can be done with it. */
sealed interface Target {

  /** What a resource is. */
  enum Kind {
    USER,
    GROUP;

    /** As this directory has it. */
    ResourceType type(Terms terms) {
      return switch (this) {
        case USER -> terms.user();
        case GROUP -> terms.group();
      };
    }

    /** Below the base path, with a leading slash. */
    String endpoint() {
      return switch (this) {
        case USER -> "/Users";
        case GROUP -> "/Groups";
      };
    }
  }

  /** All resources of a kind. */
  record All(Kind kind) implements Target {}

  record One(Kind kind, String id) implements Target {}

  /** All resources of all kinds. */
  record Root() implements Target {}

  /** A query as a body (RFC 7644 § 3.4.3); empty: over all kinds. */
  record Search(Optional<Kind> kind) implements Target {}

  record Bulk() implements Target {}

  /** The caller's own resource. */
  record Me() implements Target {}

  record ServiceProviderConfig() implements Target {}

  /** Empty: the list. */
  record ResourceTypes(Optional<String> name) implements Target {}

  /** Empty: the list. */
  record Schemas(Optional<String> urn) implements Target {}

  /** No endpoint. */
  record Nothing() implements Target {}

  String SEARCH = ".search";

  /** In any case to the RFC's own spelling. */
  Map<String, String> NAMES =
      names(
          "Users",
          "Groups",
          SEARCH,
          "Bulk",
          "Me",
          "ServiceProviderConfig",
          "ResourceTypes",
          "Schemas");

  /**
   * Reads a decoded path below the base path. Doubled and trailing slashes do not count, nor does
   * the case of an endpoint, which is told.
   */
  static Reading<Target> read(String path) {
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    List<String> parts =
        Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty()) {
      return new Reading<>(new Root(), seen);
    }
    String first = NAMES.getOrDefault(parts.getFirst(), "");
    boolean isSpelled = first.isEmpty() || first.equals(parts.getFirst());
    if (!isSpelled) {
      seen.add(Deviation.ADDRESS_CASE);
    }
    Target target =
        switch (parts.size()) {
          case 1 -> alone(first);
          case 2 -> within(first, parts.get(1));
          default -> new Nothing();
        };
    return new Reading<>(target, seen);
  }

  /** What RFC 7644 has at that place; empty: any method has the same answer. */
  default Set<String> methods() {
    return switch (this) {
      case All all -> Set.of("GET", "HEAD", "OPTIONS", "POST");
      case One one -> Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT");
      case Search search -> Set.of("OPTIONS", "POST");
      case Bulk bulk -> Set.of("OPTIONS", "POST");
      case Root root -> Set.of("GET", "HEAD", "OPTIONS");
      case ServiceProviderConfig config -> Set.of("GET", "HEAD", "OPTIONS");
      case ResourceTypes types -> Set.of("GET", "HEAD", "OPTIONS");
      case Schemas schemas -> Set.of("GET", "HEAD", "OPTIONS");
      case Me me -> Set.of();
      case Nothing nothing -> Set.of();
    };
  }

  /** For metrics: no ids. */
  default String label() {
    return switch (this) {
      case All(Kind kind) -> kind.endpoint();
      case One(Kind kind, String id) -> kind.endpoint() + "/{id}";
      case Search(Optional<Kind> kind) -> kind.map(Kind::endpoint).orElse("") + "/" + SEARCH;
      case Root root -> "/";
      case Bulk bulk -> "/Bulk";
      case Me me -> "/Me";
      case ServiceProviderConfig config -> "/ServiceProviderConfig";
      case ResourceTypes types -> "/ResourceTypes";
      case Schemas schemas -> "/Schemas";
      case Nothing nothing -> "none";
    };
  }

  private static Target alone(String name) {
    return switch (name) {
      case "Users" -> new All(Kind.USER);
      case "Groups" -> new All(Kind.GROUP);
      case SEARCH -> new Search(Optional.empty());
      case "Bulk" -> new Bulk();
      case "Me" -> new Me();
      case "ServiceProviderConfig" -> new ServiceProviderConfig();
      case "ResourceTypes" -> new ResourceTypes(Optional.empty());
      case "Schemas" -> new Schemas(Optional.empty());
      default -> new Nothing();
    };
  }

  private static Target within(String name, String rest) {
    boolean isSearch = rest.equalsIgnoreCase(SEARCH);
    return switch (name) {
      case "Users" -> isSearch ? new Search(Optional.of(Kind.USER)) : new One(Kind.USER, rest);
      case "Groups" -> isSearch ? new Search(Optional.of(Kind.GROUP)) : new One(Kind.GROUP, rest);
      case "ResourceTypes" -> new ResourceTypes(Optional.of(rest));
      case "Schemas" -> new Schemas(Optional.of(rest));
      default -> new Nothing();
    };
  }

  private static Map<String, String> names(String... names) {
    Map<String, String> byAnyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      byAnyCase.put(name, name);
    }
    return byAnyCase;
  }
}
