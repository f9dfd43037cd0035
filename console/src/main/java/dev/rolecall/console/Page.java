package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;

/** What is answered to one kind of request. May block: it runs on a virtual thread. */
@FunctionalInterface
interface Page {

  /**
   * The answer.
   *
   * @throws Refused when the request cannot be answered
   */
  JsonNode answer(Request request);
}
