package dev.rolecall.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** One thing that happens in a scenario. */
sealed interface Step {

  String title();

  /**
   * An identity provider's request and what it must be answered.
   *
   * @param directory whose token is used
   * @param captures names, and where in the answered body their values are
   */
  record Exchange(
      String title,
      String directory,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      Map<String, String> captures)
      implements Step {}

  /** Everything is stopped and started again on the same data. */
  record Restart(String title) implements Step {}

  /** A tool refuses every connection. */
  record Down(String title, String tool) implements Step {}

  /** A tool answers as ever. */
  record Up(String title, String tool) implements Step {}

  /** The next matching request takes effect and its answer is lost. */
  record LostResponse(String title, String tool, String method, String path) implements Step {}

  /** Somebody changes a GitLab member without Rolecall. */
  record ByHand(String title, String group, String username, String level) implements Step {}

  /** A file of the policies' folder gets another content. */
  record PolicyFile(String title, String file, String content) implements Step {}

  /** The scenario goes on when this has come true. */
  record Until(String title, JsonNode expected) implements Step {}
}
