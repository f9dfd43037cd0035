package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Bundle;
import java.util.List;

/** Whether a bundle can be put in force. A pure function: the same bundle, the same answer. */
@FunctionalInterface
public interface BundleCheck {

  /** What is wrong with it, most important first; empty when it can be put in force. */
  List<String> problems(Bundle bundle);

  /** Whether whoever published a bundle that is held may release it. */
  default boolean ownRelease() {
    return false;
  }
}
