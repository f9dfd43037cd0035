package dev.rolecall.app.acl;

import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a service may do with one resource of Kafka, or with all whose names begin alike.
 *
 * @param why for people who decide about it
 */
public record Acl(
    ResourceType resource,
    PatternType pattern,
    String name,
    List<AclOperation> operations,
    String why) {

  public Acl {
    operations = List.copyOf(operations);
  }

  /** For this principal, from any host: as Kafka's administrators' API takes it. */
  public List<AclBinding> bindings(String principal) {
    return operations.stream()
        .map(operation ->
            new AclBinding(
                new ResourcePattern(resource, name, pattern),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)))
        .toList();
  }
}
