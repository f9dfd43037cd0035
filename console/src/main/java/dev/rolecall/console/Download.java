package dev.rolecall.console;

import java.util.function.Consumer;

/**
 * A file that is made while it is sent.
 *
 * @param name under which it is kept
 * @param type its media type
 */
record Download(String name, String type, Content content) {

  /** What is in it. */
  interface Content {
    /** Hands over one part after the other; each waits until the one before is on its way. */
    void write(Consumer<String> to);
  }

  /** What is answered to one kind of request with a file. May block, as a {@link Page} may. */
  @FunctionalInterface
  interface Source {
    /**
     * The file; nothing of it is made yet.
     *
     * @throws Refused when there is none
     */
    Download answer(Request request);
  }
}
