package dev.rolecall.app.doctor;

import picocli.CommandLine.Command;

/** Says what is wrong, and the fix. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Say what is wrong with a set-up, each problem with its fix.",
    subcommands = ScimCommand.class)
public final class DoctorCommand {
  DoctorCommand() {}
}
