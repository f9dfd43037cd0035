package dev.rolecall.service.config;

import dev.rolecall.service.config.ConfigFile.References;
import java.nio.file.Path;
import java.util.Optional;

/** Reads values that are secrets: written out, from the environment, or in a file. */
final class Secrets {

  private Secrets() {}

  static Secret read(ConfigNode node, Path folder, References references) {
    String text = node.required("e.g. \"${env:TOKEN}\" or \"${file:/run/secrets/token}\"");
    // Read even when it is in a file: what cannot be read now is a problem now.
    String value = SecretReference.resolve(text, references, node::problem);
    Optional<Path> file = SecretReference.file(text).map(folder::resolve);
    if (file.isPresent()) {
      return new Secret.InFile(file.get());
    }
    if (SecretReference.environment(text).isEmpty()) {
      inTheFile(node);
    }
    String source = SecretReference.environment(text).map(n -> "env " + n).orElse("configuration");
    return new Secret.Fixed(value, source);
  }

  /** One that this process does not need: only what can be said without reading it is. */
  static Secret withheld(ConfigNode node) {
    String text = node.required("e.g. \"${env:TOKEN}\" or \"${file:/run/secrets/token}\"");
    boolean isReference =
        SecretReference.environment(text).isPresent() || SecretReference.file(text).isPresent();
    if (!isReference && text.contains("${")) {
      node.problem("a reference is written ${env:NAME} or ${file:PATH}, as the whole value");
    } else if (!isReference) {
      inTheFile(node);
    }
    return new Secret.Withheld();
  }

  /** It works, so that simulators need no environment; whoever sees the file has the secret. */
  static void inTheFile(ConfigNode node) {
    node.warning(
        "the secret itself stands in the configuration; refer to it with \"${env:NAME}\" or"
            + " \"${file:PATH}\"");
  }
}
