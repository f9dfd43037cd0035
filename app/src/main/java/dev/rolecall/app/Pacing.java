package dev.rolecall.app;

import dev.rolecall.connectors.runtime.Pace;
import dev.rolecall.service.config.RolecallConfig.PaceConfig;

/** How fast a tool is worked on: as configured, else as usual. */
final class Pacing {

  private Pacing() {}

  static Pace of(PaceConfig configured) {
    Pace usual = Pace.DEFAULT;
    return new Pace(
        configured.concurrency().orElse(usual.concurrency()),
        configured.callDeadline().orElse(usual.callDeadline()),
        usual.firstBackOff(),
        usual.longestBackOff(),
        usual.blockedAgain(),
        usual.lookAgain(),
        configured.sweep().orElse(usual.sweep()),
        usual.probe(),
        usual.groupCommit());
  }
}
