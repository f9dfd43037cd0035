package dev.rolecall.ingest.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections: not too many, and none that stays open without saying what it wants. Idle
 * timeouts alone would not see a client that sends a byte now and then.
 */
final class Connections {

  private final Vertx vertx;
  private final Bounds bounds;
  private final Map<HttpConnection, Open> open = new ConcurrentHashMap<>();

  /** Touched on the event loop of its connection only. */
  private static final class Open {
    private int running;
    private long timer;
  }

  Connections(Vertx vertx, Bounds bounds) {
    this.vertx = vertx;
    this.bounds = bounds;
  }

  /** How many are open. */
  int count() {
    return open.size();
  }

  void opened(HttpConnection connection) {
    if (open.size() >= bounds.connections()) {
      var unused = connection.close();
      return;
    }
    Open state = new Open();
    open.put(connection, state);
    connection.closeHandler(closed -> {
      open.remove(connection);
      vertx.cancelTimer(state.timer);
    });
    state.timer = closeAfter(bounds.longestGreeting().toMillis(), connection);
  }

  /** The headers of a request have been read. */
  void requested(RoutingContext routing) {
    HttpConnection connection = routing.request().connection();
    Open state = open.get(connection);
    if (state != null) {
      vertx.cancelTimer(state.timer);
      state.running++;
      routing.addEndHandler(ended -> {
        state.running--;
        if (state.running == 0 && open.containsKey(connection)) {
          state.timer = closeAfter(bounds.longestSilence().toMillis(), connection);
        }
      });
    }
    routing.next();
  }

  private long closeAfter(long millis, HttpConnection connection) {
    return vertx.setTimer(
        millis,
        late -> {
          var unused = connection.close();
        });
  }
}
