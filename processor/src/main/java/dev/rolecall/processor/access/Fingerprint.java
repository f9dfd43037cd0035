package dev.rolecall.processor.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return new Fingerprint(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  String with(PolicyInForce inForce) {
    return tools + "/" + inForce.policy().digest();
  }
}
