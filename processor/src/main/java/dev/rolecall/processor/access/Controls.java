package dev.rolecall.processor.access;

import dev.rolecall.policy.ToolControl;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Version;
import java.util.ArrayList;
import java.util.List;

/** What a policy says about how far each tool is in Rolecall's hands, as proposals to the guard. */
final class Controls {

  private Controls() {}

  /**
   * One proposal for each configured tool. Its version is not yet given: the counter carries the
   * version of the bundle, by which the guard drops what a partition that lags behind proposes.
   */
  static List<Control> of(PolicyInForce inForce) {
    List<Control> controls = new ArrayList<>();
    inForce
        .policy()
        .control()
        .forEach((tool, settings) -> controls.add(control(tool, settings, inForce)));
    return controls;
  }

  private static Control control(String tool, ToolControl settings, PolicyInForce inForce) {
    return Control.newBuilder()
        .setTool(tool)
        .setVersion(new Version(0L, inForce.state().getVersion()))
        .setDigest(digest(settings))
        .setMode(mode(settings.mode()))
        .setManage(new ArrayList<>(settings.manage()))
        .setProtect(new ArrayList<>(settings.protect()))
        .setPaused(false)
        .setBundle(inForce.bundle().getDigest())
        .setCause(inForce.cause())
        .build();
  }

  private static Mode mode(dev.rolecall.policy.Mode mode) {
    return switch (mode) {
      case OBSERVE -> Mode.OBSERVE;
      case ADDITIVE -> Mode.ADDITIVE;
      case ENFORCE -> Mode.ENFORCE;
    };
  }

  /** SHA-256 over the settings, each with its length before it. */
  private static String digest(ToolControl settings) {
    StringBuilder text = new StringBuilder(settings.mode().name());
    for (List<String> list : List.of(settings.manage(), settings.protect())) {
      text.append('/').append(list.size());
      list.forEach(each -> text.append('/').append(each.length()).append(':').append(each));
    }
    return Sha256.of(text.toString());
  }
}
