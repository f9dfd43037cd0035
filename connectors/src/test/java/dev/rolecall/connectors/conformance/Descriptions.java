package dev.rolecall.connectors.conformance;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The vendors' published descriptions of their APIs. They are not part of this repository: the
 * property {@code rolecall.specs} names their folder, else it is {@code shared/specs} beside the
 * repository.
 */
final class Descriptions {
  private static final String PROPERTY = "rolecall.specs";

  private Descriptions() {}

  static Optional<OpenApiInteractionValidator> read(String file) {
    return folder()
        .map(folder -> folder.resolve(file))
        .filter(Files::isRegularFile)
        .map(Descriptions::validator);
  }

  private static Optional<Path> folder() {
    String configured = System.getProperty(PROPERTY, "");
    if (!configured.isEmpty()) {
      return Optional.of(Path.of(configured));
    }
    // Tests run in the folder of their module.
    Path beside = Path.of("").toAbsolutePath().resolve("../../shared/specs").normalize();
    return Optional.of(beside).filter(Files::isDirectory);
  }

  private static OpenApiInteractionValidator validator(Path file) {
    try {
      return OpenApiInteractionValidator.createForInlineApiSpecification(Files.readString(file))
          .build();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
