package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.Held;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Why the people on one page hold what they hold in a tool, each looked up once. */
final class Grounds {

  private final TrailReader trail;
  private final String tool;
  private final Map<String, List<Grant>> known = new HashMap<>();

  Grounds(TrailReader trail, String tool) {
    this.trail = trail;
    this.tool = tool;
  }

  /** Empty for a role that no rule gives (any more). */
  ArrayNode of(Held held) {
    ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
    for (Grant grant : grants(held)) {
      if (grant.getScope().equals(held.scope()) && grant.getRole().equals(held.role())) {
        grant.getReasons().forEach(reason -> reasons.add(Shapes.reason(reason)));
      }
    }
    return reasons;
  }

  private List<Grant> grants(Held held) {
    return known.computeIfAbsent(
        Keys.person(held.directory(), held.person()),
        person ->
            trail.accesses(held.directory(), held.person()).stream()
                .filter(access -> access.getTool().equals(tool))
                .map(Access::getGrants)
                .findFirst()
                .orElse(List.of()));
  }
}
