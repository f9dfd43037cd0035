package dev.rolecall.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The {@code rolecall} command as somebody types it, in this process. */
public final class Terminal {

  private Terminal() {}

  /**
   * What came of a command.
   *
   * @param text what it printed, then what it complained of
   */
  public record Said(int code, String text) {}

  /**
   * Runs a command beside this configuration, as in its folder.
   *
   * @param words without {@code rolecall} itself
   */
  public static Said type(Path config, List<String> words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(words);
    if (!words.contains("--config") && !words.get(0).equals("token")) {
      all.addAll(List.of("--config", config.toString()));
    }
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(all.toArray(String[]::new));
    return new Said(code, out.toString() + err);
  }
}
