package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = BenchCommand.commandLine();
    return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void theHelpSaysWhatEachMeasurementIs() {
    assertThat(run("--help")).isZero();
    for (Kind kind : Kind.values()) {
      assertThat(out.toString()).contains("  " + kind.label() + " ");
    }
  }

  @Test
  void aMeasurementThatThereIsNotIsWrongUse() {
    assertThat(run("writes")).isEqualTo(2);
    assertThat(err.toString()).contains("writes");
  }

  @Test
  void noRunsAreWrongUse() {
    assertThat(run("--runs", "0", "group")).isEqualTo(2);
    assertThat(err.toString()).contains("--runs is from 1");
  }
}
