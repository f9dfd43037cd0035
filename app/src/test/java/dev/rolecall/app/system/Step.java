package dev.rolecall.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** One thing that happens in a scenario. */
sealed interface Step {

  String title();

  /** In the place of a directory: the request goes to the operators' API. */
  String OPERATOR = "the operator";

  /**
   * A request of an identity provider, or of the operator, and what it must be answered.
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

  /**
   * So many people join at once, named PREFIX-1, PREFIX-2 …, and are put into a group of their own.
   */
  record People(String title, int count, String prefix, Optional<String> group) implements Step {}

  /** The first so many of these people are deactivated, all at once. */
  record Deactivate(String title, int count, String prefix) implements Step {}

  /** What tools were asked until here does not count any more. */
  record FromNowOn(String title) implements Step {}

  /** Exactly so many calls that take something away have reached a tool from now on until here. */
  record Removals(String title, String tool, int count, Optional<RemovalCalls.Kind> kind)
      implements Step {}

  /** Somebody else joins, and gets more, as fast as ever. */
  record Unaffected(String title) implements Step {}

  /** The scenario goes on when this has come true. */
  record Until(String title, JsonNode expected) implements Step {}
}
