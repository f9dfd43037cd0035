package dev.rolecall.app.acl;

import dev.rolecall.connectors.runtime.RuntimeConfig;
import dev.rolecall.console.notices.Notices;
import dev.rolecall.processor.access.AccessStage;
import dev.rolecall.processor.directory.DirectoryStage;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each service needs in Kafka: made from the one catalogue of topics and the services' own
 * names of groups and transactions. A test runs all services with exactly these against a broker
 * with an authorizer, and checks that each of them is used.
 */
public final class Acls {

  /** Every topic of the catalogue begins so. */
  private static final String OURS = "rolecall.";

  private static final String READS = "reads it";
  private static final String WRITES = "writes it";

  private Acls() {}

  /** By service, in the order in which people read of them; a connector is one for each tool. */
  public static Map<String, List<Acl>> of(Collection<String> tools) {
    Map<String, List<Acl>> services = new LinkedHashMap<>();
    services.put("ingest", ingest());
    services.put("processor", processor(tools));
    for (String tool : tools) {
      services.put(connector(tool), ofConnector(tool));
    }
    services.put("console", console(tools));
    services.put("topics", topics());
    return services;
  }

  /** The name of a tool's connector among the services. */
  public static String connector(String tool) {
    return "connector-" + tool;
  }

  private static List<Acl> ingest() {
    List<Acl> acls = new ArrayList<>(start());
    acls.add(write(Topics.COMMANDS, "what identity providers ask for"));
    acls.add(read(Topics.OUTCOMES, "what became of it"));
    acls.add(read(Topics.DIRECTORY, "what it answers reads from"));
    acls.add(write(Topics.AUDIT_ENTRIES, "whom it refused"));
    return acls;
  }

  private static List<Acl> processor(Collection<String> tools) {
    List<Acl> acls = new ArrayList<>(start());
    acls.add(read(Topics.COMMANDS, "decides them"));
    for (Topic<?> topic :
        List.of(
            Topics.OUTCOMES,
            Topics.DIRECTORY,
            Topics.CONTROL,
            Topics.HOLDS,
            Topics.AUDIT_ENTRIES,
            Topics.CLOCK)) {
      acls.add(write(topic, WRITES));
    }
    acls.add(
        topic(
            Topics.PEOPLE,
            List.of(AclOperation.READ, AclOperation.WRITE),
            "from one stage to the next"));
    for (String tool : tools) {
      acls.add(write(Topics.access(tool), "its last writer"));
      acls.add(read(Topics.status(tool), "what the tool has"));
      acls.add(write(Topics.links(tool), "links that operators set"));
    }
    List<AclOperation> state = List.of(AclOperation.CREATE, AclOperation.READ, AclOperation.WRITE);
    acls.addAll(streams(DirectoryStage.APPLICATION, state));
    List<AclOperation> passedOn = new ArrayList<>(state);
    // Records that went from people to the guard are purged.
    passedOn.add(AclOperation.DELETE);
    acls.addAll(streams(AccessStage.APPLICATION, passedOn));
    return acls;
  }

  /** Kafka Streams' own topics, group and transactions all begin with the application's name. */
  private static List<Acl> streams(String application, List<AclOperation> topics) {
    String prefix = application + "-";
    return List.of(
        new Acl(
            ResourceType.TOPIC,
            PatternType.PREFIXED,
            prefix,
            topics,
            "Kafka Streams' own topics: state, and what it has passed on"),
        new Acl(
            ResourceType.GROUP,
            PatternType.LITERAL,
            application,
            List.of(AclOperation.READ),
            "shares partitions"),
        transactions(prefix));
  }

  private static List<Acl> ofConnector(String tool) {
    List<Acl> acls = new ArrayList<>(start());
    List<AclOperation> both = List.of(AclOperation.READ, AclOperation.WRITE);
    acls.add(read(Topics.access(tool), "what everybody should have"));
    acls.add(topic(Topics.status(tool), both, "what was applied, and what the tool has"));
    acls.add(topic(Topics.links(tool), both, "whose account is whose"));
    acls.add(read(Topics.CONTROL, "mode, places, protection"));
    acls.add(write(Topics.AUDIT_ENTRIES, "each change, before it is made and after"));
    acls.add(
        new Acl(
            ResourceType.GROUP,
            PatternType.LITERAL,
            RuntimeConfig.group(tool),
            List.of(AclOperation.READ),
            "shares partitions"));
    acls.add(transactions(RuntimeConfig.group(tool) + "."));
    return acls;
  }

  private static List<Acl> console(Collection<String> tools) {
    List<Acl> acls = new ArrayList<>(start());
    acls.add(write(Topics.COMMANDS, "what operators decide"));
    for (Topic<?> topic :
        List.of(
            Topics.OUTCOMES,
            Topics.DIRECTORY,
            Topics.PEOPLE,
            Topics.CONTROL,
            Topics.HOLDS,
            Topics.AUDIT_ENTRIES)) {
      acls.add(read(topic, READS));
    }
    for (String tool : tools) {
      acls.add(read(Topics.access(tool), READS));
      acls.add(read(Topics.status(tool), READS));
      acls.add(read(Topics.links(tool), READS));
    }
    acls.add(
        new Acl(
            ResourceType.GROUP,
            PatternType.PREFIXED,
            Notices.GROUP,
            List.of(AclOperation.READ),
            "one console tells each receiver of 'notify'"));
    return acls;
  }

  private static List<Acl> topics() {
    return List.of(
        new Acl(
            ResourceType.TOPIC,
            PatternType.PREFIXED,
            OURS,
            List.of(AclOperation.CREATE, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS),
            "who runs 'rolecall topics create'"));
  }

  /** Of every service: before it begins it compares the cluster with the catalogue. */
  private static List<Acl> start() {
    return List.of(
        new Acl(
            ResourceType.TOPIC,
            PatternType.PREFIXED,
            OURS,
            List.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS),
            "compares the topics with the catalogue at the start; no content"),
        topic(
            Topics.SCHEMAS,
            List.of(AclOperation.READ, AclOperation.WRITE),
            "says what it writes with, and reads what others write with"));
  }

  private static Acl transactions(String prefix) {
    return new Acl(
        ResourceType.TRANSACTIONAL_ID,
        PatternType.PREFIXED,
        prefix,
        List.of(AclOperation.WRITE),
        "all or nothing of what belongs together");
  }

  private static Acl read(Topic<?> topic, String why) {
    return topic(topic, List.of(AclOperation.READ), why);
  }

  private static Acl write(Topic<?> topic, String why) {
    return topic(topic, List.of(AclOperation.WRITE), why);
  }

  private static Acl topic(Topic<?> topic, List<AclOperation> operations, String why) {
    return new Acl(ResourceType.TOPIC, PatternType.LITERAL, topic.name(), operations, why);
  }
}
