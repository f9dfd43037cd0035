package dev.rolecall.app;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which also remembers what it was asked and said. */
public final class RecordingAuthorizer extends StandardAuthorizer {

  /** Made by the broker from its name, so what it remembers is nobody's field. */
  static final Set<Asked> ALLOWED = ConcurrentHashMap.newKeySet();

  static final Set<Asked> DENIED = ConcurrentHashMap.newKeySet();

  /** A principal, and what it wanted. */
  record Asked(String principal, AclOperation operation, ResourceType resource, String name) {}

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = super.authorize(context, actions);
    for (int i = 0; i < actions.size(); i++) {
      Action action = actions.get(i);
      Asked asked =
          new Asked(
              context.principal().toString(),
              action.operation(),
              action.resourcePattern().resourceType(),
              action.resourcePattern().name());
      boolean allowed = results.get(i) == AuthorizationResult.ALLOWED;
      // Lists of what somebody might do, and of what they may see, are no attempts to do it.
      if (allowed && action.logIfAllowed()) {
        ALLOWED.add(asked);
      } else if (!allowed && action.logIfDenied()) {
        DENIED.add(asked);
      }
    }
    return results;
  }
}
