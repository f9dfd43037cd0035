package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.RocksDbStores;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.PeopleEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The state of the access stage, per partition of people.
 *
 * @param people by key, as they were read
 * @param policy the last bundle that could be put in force
 * @param proposed what was proposed last, by person and tool
 * @param findings which findings of a person or a group were audited
 * @param job the re-resolution: how far it is, and for which policy; who waits to be resolved
 * @param timers when somebody has to be resolved again, sorted by time
 */
record AccessStores(
    KeyValueStore<String, PeopleEntry> people,
    KeyValueStore<String, PeopleEntry> policy,
    KeyValueStore<String, Access> proposed,
    KeyValueStore<String, String> findings,
    KeyValueStore<String, String> job,
    KeyValueStore<String, String> timers) {

  static final String PEOPLE = "access-people";
  static final String POLICY = "access-policy";
  static final String PROPOSED = "access-proposed";
  static final String FINDINGS = "access-findings";
  static final String JOB = "access-job";
  static final String TIMERS = "access-timers";

  static AccessStores of(ProcessorContext<?, ?> context) {
    return new AccessStores(
        context.getStateStore(PEOPLE),
        context.getStateStore(POLICY),
        context.getStateStore(PROPOSED),
        context.getStateStore(FINDINGS),
        context.getStateStore(JOB),
        context.getStateStore(TIMERS));
  }

  static Set<StoreBuilder<?>> builders() {
    return new LinkedHashSet<>(
        List.of(
            RocksDbStores.store(PEOPLE, Topics.PEOPLE.values()),
            RocksDbStores.store(POLICY, Topics.PEOPLE.values()),
            RocksDbStores.store(PROPOSED, Codec.of(Access.class)),
            RocksDbStores.store(FINDINGS, Serdes.String()),
            RocksDbStores.store(JOB, Serdes.String()),
            RocksDbStores.store(TIMERS, Serdes.String())));
  }

  /** Key of what is kept per person and tool. */
  static String cell(String person, String tool) {
    return person + "/" + tool;
  }
}
