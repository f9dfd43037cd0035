package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.CommandReader.Read;
import dev.rolecall.processor.directory.decide.BundleCheck;
import dev.rolecall.processor.directory.decide.CommandContext;
import dev.rolecall.processor.directory.decide.Decide;
import dev.rolecall.processor.directory.decide.Decision;
import dev.rolecall.processor.directory.decide.DirectoryState;
import dev.rolecall.processor.directory.decide.DirectoryTables;
import dev.rolecall.processor.streams.WorkedOff;
import dev.rolecall.schemas.Keys;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands one by one in the order of their partition: reads, decides, applies, forwards.
 * Between commands it works on stored jobs, a slice at a time.
 */
final class DirectoryProcessor implements Processor<String, byte[], String, SpecificRecord> {

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryProcessor.class);

  private final BundleCheck bundles;
  private final LongSupplier nanoTime;
  private final WorkedOff fetched;
  // Kafka Streams calls init before anything else.
  private @Nullable Running running;

  DirectoryProcessor(BundleCheck bundles, LongSupplier nanoTime, WorkedOff fetched) {
    this.bundles = bundles;
    this.nanoTime = nanoTime;
    this.fetched = fetched;
  }

  private record Running(
      ProcessorContext<String, SpecificRecord> context,
      DirectoryTables tables,
      Forward forward,
      JobSlices slices,
      HeldBundleTimer held,
      CommandCounts counts) {}

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    DirectoryTables tables = DirectoryStores.tables(context);
    Forward forward = new Forward(context);
    JobSlices slices = new JobSlices(context, tables, forward, nanoTime);
    HeldBundleTimer held = new HeldBundleTimer(context, tables, forward);
    running = new Running(context, tables, forward, slices, held, new CommandCounts(context));
    // Jobs may have been left by whoever had this partition before.
    slices.begin();
    held.begin();
  }

  @Override
  public void process(Record<String, byte[]> record) {
    Running at = running();
    RecordMetadata where = at.context.recordMetadata().orElseThrow();
    CommandContext place =
        new CommandContext(Instant.ofEpochMilli(record.timestamp()), where.offset());
    switch (CommandReader.read(record)) {
      case Read.Decoded(String directory, var command) -> {
        DirectoryState state = new DirectoryState(directory, at.tables);
        write(Decide.decide(command, place, state, bundles), state, place, true);
      }
      case Read.Poison(String directory, var command, String correlation) ->
          skip(directory, command, correlation, place, where);
      case Read.Keyless() -> skip(Keys.POLICY_DIRECTORY, null, "", place, where);
    }
    if (fetched.isWith(where)) {
      at.context.commit();
    }
  }

  /** Nothing that lies on the topic stops it: whoever waits is told, and the audit knows. */
  private void skip(
      String directory,
      @Nullable String command,
      String correlation,
      CommandContext place,
      RecordMetadata where) {
    running().counts.poison();
    LOG.atWarn()
        .addKeyValue("directory", directory)
        .addKeyValue("partition", where.partition())
        .addKeyValue("offset", where.offset())
        .log("A command that cannot be decoded was skipped");
    String id =
        command == null ? where.topic() + "-" + where.partition() + "@" + where.offset() : command;
    DirectoryState state = new DirectoryState(directory, running().tables);
    write(Decide.poison(id, correlation, place, state), state, place, command != null);
  }

  private void write(
      Optional<Decision> decided, DirectoryState state, CommandContext place, boolean answer) {
    if (decided.isEmpty()) {
      running().counts.ignored();
      return;
    }
    state.apply(decided.get(), place.offset());
    running().forward.decision(decided.get(), place.appendTime(), answer);
    if (!decided.get().holds().isEmpty()) {
      running().held.begin();
    }
    if (!decided.get().jobs().isEmpty()) {
      running().slices.begin();
    }
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not initialised");
    }
    return running;
  }
}
