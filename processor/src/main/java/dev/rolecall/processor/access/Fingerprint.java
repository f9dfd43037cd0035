package dev.rolecall.processor.access;

import dev.rolecall.processor.guard.Sha256;
import java.util.Map;
import java.util.TreeMap;

/**
 * What everybody's access depends on besides themselves: the bundle, the tools and their account
 * rules. When it changes, everybody is resolved again.
 *
 * @param tools digest of the configured tools
 */
record Fingerprint(String tools) {

  static Fingerprint of(Map<String, ConfiguredTool> tools) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(tools)
        .forEach((name, tool) ->
            text.append(name)
                .append('\n')
                .append(tool.shape())
                .append('\n')
                .append(tool.account())
                .append('\n'));
    return new Fingerprint(Sha256.of(text.toString()));
  }

  String with(PolicyInForce inForce) {
    return tools + "/" + inForce.policy().digest();
  }
}
