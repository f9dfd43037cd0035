package dev.rolecall.app.acl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Access control lists as people and programs read them. */
public final class AclTexts {

  private AclTexts() {}

  /** Operation in words, as Kafka's tools write it. */
  public static String operations(Acl acl) {
    return acl.operations().stream().map(AclTexts::word).collect(Collectors.joining(", "));
  }

  /** Kind and name; a star stands for whatever follows. */
  public static String resource(Acl acl) {
    String kind =
        acl.resource() == ResourceType.TRANSACTIONAL_ID
            ? "transactional id"
            : acl.resource().name().toLowerCase(Locale.ROOT);
    return kind + " " + acl.name() + (acl.pattern() == PatternType.PREFIXED ? "*" : "");
  }

  /** Arguments of {@code kafka-acls} that add it. */
  public static String kafkaAcls(Acl acl, String principal) {
    List<String> words = new ArrayList<>();
    words.add("kafka-acls --bootstrap-server \"$BOOTSTRAP\" --command-config \"$ADMIN\" --add");
    words.add("--allow-principal '" + principal + "'");
    acl.operations().forEach(each -> words.add("--operation " + word(each)));
    words.add(
        "--"
            + acl.resource().name().toLowerCase(Locale.ROOT).replace('_', '-')
            + " '"
            + acl.name()
            + "'");
    if (acl.pattern() == PatternType.PREFIXED) {
      words.add("--resource-pattern-type prefixed");
    }
    return String.join(" ", words);
  }

  /** One entry for each operation, with the names of Kafka's administrators' API. */
  public static ArrayNode json(String service, String principal, List<Acl> acls) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    for (Acl acl : acls) {
      for (AclOperation operation : acl.operations()) {
        ObjectNode entry = entries.addObject();
        entry.put("service", service);
        entry.put("principal", principal);
        entry.put("host", "*");
        entry.put("permission", "ALLOW");
        entry.put("operation", operation.name());
        entry.put("resourceType", acl.resource().name());
        entry.put("patternType", acl.pattern().name());
        entry.put("name", acl.name());
        entry.put("why", acl.why());
      }
    }
    return entries;
  }

  /** DESCRIBE_CONFIGS: DescribeConfigs. */
  private static String word(AclOperation operation) {
    StringBuilder word = new StringBuilder();
    boolean first = true;
    for (char c : operation.name().toCharArray()) {
      if (c == '_') {
        first = true;
      } else {
        word.append(first ? c : Character.toLowerCase(c));
        first = false;
      }
    }
    return word.toString();
  }
}
