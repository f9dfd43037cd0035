package dev.rolecall.service.config;

import dev.rolecall.service.config.ConfigFile.References;
import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import dev.rolecall.service.config.RolecallConfig.ReceiverKind;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is told what waits for a decision: {@code notify}. */
final class NotifySection {

  /** Each is followed by a thread and a connection of its own. */
  private static final int MOST_RECEIVERS = 20;

  /** Where a problem was reported instead. */
  private static final URI NO_ADDRESS = URI.create("https://invalid.invalid");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Path folder;
  private final References references;

  NotifySection(Path folder, References references) {
    this.folder = folder;
    this.references = references;
  }

  List<ReceiverConfig> read(ConfigNode node) {
    List<ReceiverConfig> receivers = new ArrayList<>();
    for (ConfigNode each : node.elements()) {
      each.only(Set.of("url", "kind", "token"));
      ConfigNode token = each.at("token");
      ReceiverConfig receiver =
          new ReceiverConfig(
              url(each.at("url")),
              each.at("kind").choice(ReceiverKind.class, ReceiverKind.WEBHOOK),
              token.absent()
                  ? Optional.empty()
                  : Optional.of(Secrets.read(token, folder, references)));
      boolean twice = receivers.stream().anyMatch(known -> known.url().equals(receiver.url()));
      if (twice && !receiver.url().equals(NO_ADDRESS)) {
        each.at("url").problem("is there twice; each notice would come twice");
      }
      receivers.add(receiver);
    }
    if (receivers.size() > MOST_RECEIVERS) {
      node.problem("more than " + MOST_RECEIVERS + "; let one of them pass the notices on");
    }
    return receivers;
  }

  /** Slack's addresses are secrets: they may be references, and no problem shows them. */
  private URI url(ConfigNode node) {
    String text = node.required("e.g. \"${env:SLACK_WEBHOOK}\"");
    String value = SecretReference.resolve(text, references, node::problem);
    if (value.isEmpty()) {
      return NO_ADDRESS;
    }
    try {
      URI url = URI.create(value);
      boolean near = "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost());
      if (url.getHost() == null || !(near || "https".equals(url.getScheme()))) {
        node.problem("should be an https address; http only for this machine itself");
        return NO_ADDRESS;
      }
      if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
        node.problem("should hold neither a name, a password nor a fragment; use 'token'");
        return NO_ADDRESS;
      }
      return url;
    } catch (IllegalArgumentException e) {
      node.problem("is not an address");
      return NO_ADDRESS;
    }
  }
}
