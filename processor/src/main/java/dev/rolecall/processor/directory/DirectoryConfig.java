package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.BundleCheck;
import dev.rolecall.service.KafkaSettings;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the stage needs.
 *
 * @param state its own folder on a durable disk, kept over restarts
 * @param instance the same over restarts on that folder
 * @param bundles whether a bundle can be put in force
 * @param givenUp told when the stage has stopped by itself, for good; called by a thread of the
 *     stage, which must not be closed from there
 */
public record DirectoryConfig(
    KafkaSettings kafka,
    Path state,
    String instance,
    BundleCheck bundles,
    Consumer<Throwable> givenUp) {}
