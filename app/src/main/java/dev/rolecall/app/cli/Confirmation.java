package dev.rolecall.app.cli;

import dev.rolecall.app.UserError;
import java.io.Console;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether the operator means it: said with the command, or asked at a terminal. */
final class Confirmation {

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /** Whether it was said with the command. */
  boolean given() {
    return yes;
  }

  /**
   * Goes on only when the operator means it.
   *
   * @throws UserError when they do not, or when there is nobody to ask
   */
  // Without a terminal some versions of Java have no console, and some one that says nothing.
  @SuppressWarnings("SystemConsoleNull")
  void require(PrintWriter out, String question) {
    if (yes) {
      return;
    }
    out.print(question + " [y/N] ");
    out.flush();
    @Nullable Console terminal = System.console();
    @Nullable String answer = terminal == null ? null : terminal.readLine();
    if (answer == null) {
      out.println();
      out.flush();
      throw new UserError("there is no terminal to ask at; add --yes");
    }
    if (!answer.strip().equalsIgnoreCase("y") && !answer.strip().equalsIgnoreCase("yes")) {
      throw UserError.refused("nothing was done");
    }
  }
}
