package dev.rolecall.app.guarantees;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every call that changed something in a simulator, since the start. */
final class Writes {

  /** One of them, and when it was made. */
  record Write(String tool, Instant at, String method, String path, String body) {
    @Override
    public String toString() {
      return tool + " " + method + " " + path + " at " + at;
    }
  }

  private final List<Write> all = new ArrayList<>();
  private final InstantSource clock = InstantSource.system();

  Writes(Sandbox sandbox) {
    for (String tool : sandbox.names()) {
      sandbox.tool(tool).journal().watch((call, answer) -> saw(tool, call, answer));
    }
  }

  private synchronized void saw(String tool, Call call, Answer answer) {
    if (!call.method().equals("GET") && answer.status() < 300) {
      all.add(new Write(tool, clock.instant(), call.method(), call.path(), call.body()));
    }
  }

  synchronized List<Write> all() {
    return List.copyOf(all);
  }
}
