package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a path below the base path names. */
sealed interface Target {

  /** All resources of a type. */
  record All(ResourceType type) implements Target {}

  record One(ResourceType type, String id) implements Target {}

  record ServiceProviderConfig() implements Target {}

  /** Empty: the list. */
  record ResourceTypes(Optional<String> name) implements Target {}

  /** Empty: the list. */
  record Schemas(Optional<String> urn) implements Target {}

  /** A part of SCIM that is not offered. */
  record NotOffered() implements Target {}

  /** No endpoint. */
  record Nothing() implements Target {}

  /** Reads a decoded path below the base path; doubled and trailing slashes do not count. */
  static Target of(String path) {
    List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    if (parts.isEmpty() || parts.size() > 2) {
      return new Nothing();
    }
    Optional<String> second = parts.size() == 2 ? Optional.of(parts.get(1)) : Optional.empty();
    if (second.filter(".search"::equals).isPresent()) {
      return new NotOffered();
    }
    return switch (parts.getFirst()) {
      case "Users" -> resources(ResourceType.USER, second);
      case "Groups" -> resources(ResourceType.GROUP, second);
      case "ServiceProviderConfig" ->
          second.isEmpty() ? new ServiceProviderConfig() : new Nothing();
      case "ResourceTypes" -> new ResourceTypes(second);
      case "Schemas" -> new Schemas(second);
      case "Me", "Bulk", ".search" -> second.isEmpty() ? new NotOffered() : new Nothing();
      default -> new Nothing();
    };
  }

  private static Target resources(ResourceType type, Optional<String> id) {
    return id.<Target>map(each -> new One(type, each)).orElseGet(() -> new All(type));
  }

  /** For metrics: no ids. */
  default String label() {
    return switch (this) {
      case All(ResourceType type) -> type.endpoint();
      case One(ResourceType type, String id) -> type.endpoint() + "/{id}";
      case ServiceProviderConfig none -> "/ServiceProviderConfig";
      case ResourceTypes types -> "/ResourceTypes";
      case Schemas schemas -> "/Schemas";
      case NotOffered none -> "not-offered";
      case Nothing none -> "none";
    };
  }
}
