package dev.rolecall.app;

import dev.rolecall.service.config.RolecallConfig;
import dev.rolecall.service.config.TlsConfig;
import dev.rolecall.service.tls.ClientTls;
import dev.rolecall.service.tls.ListenerTls;
import dev.rolecall.service.tls.TlsException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the files of certificates that the configuration names can be used. */
public final class TlsCheck {

  private TlsCheck() {}

  /** One sentence each, with the path of the key in the configuration. */
  public static List<String> problems(RolecallConfig config, Instant now) {
    List<String> problems = new ArrayList<>();
    listeners(config)
        .forEach((path, tls) ->
            ListenerTls.problem(tls, now)
                .ifPresent(problem -> problems.add(path + ": " + problem)));
    try {
      ClientTls.context(config.operatorClient().ca(), config.operatorClient().identity());
    } catch (TlsException unusable) {
      problems.add("operator.client: " + unusable.getMessage());
    }
    return problems;
  }

  /** What should be done soon about files without a problem. */
  public static List<String> warnings(RolecallConfig config, Instant now) {
    List<String> warnings = new ArrayList<>();
    listeners(config)
        .forEach((path, tls) -> {
          if (ListenerTls.problem(tls, now).isEmpty()) {
            ListenerTls.warning(tls, now).ifPresent(warning -> warnings.add(path + ": " + warning));
          }
        });
    return warnings;
  }

  private static Map<String, TlsConfig> listeners(RolecallConfig config) {
    Map<String, TlsConfig> listeners = new LinkedHashMap<>();
    config.http().endpoint().tls().ifPresent(tls -> listeners.put("http.tls", tls));
    config.operator().tls().ifPresent(tls -> listeners.put("operator.tls", tls));
    return listeners;
  }
}
