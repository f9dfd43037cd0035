package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PlannedHold;
import dev.rolecall.schemas.avro.ToolLosses;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a hold of a bundle says for people, and how it is called. */
final class HoldTexts {

  /** What an operator reads before they look closer, in characters. */
  static final int LONGEST = 2_000;

  private static final int ID_BYTES = 4;

  /** The only revision: nothing is ever added to a bundle. */
  private static final long REVISION = 1;

  private HoldTexts() {}

  static Hold opened(PlanSummary plan, Cause cause, Duration life) {
    return Hold.newBuilder()
        .setId(id(cause.getCommand()))
        .setTrigger(plan.getHolds().stream().findFirst().map(HoldTexts::trigger).orElseThrow())
        .setState(HoldState.OPEN)
        .setCause(cause)
        .setOpenedAt(cause.getDecidedAt())
        .setExpires(cause.getDecidedAt().plus(life))
        .setRevision(REVISION)
        .setPeople(0)
        .setCells(
            Math.clamp(
                plan.getTools().stream().mapToLong(ToolLosses::getLosses).sum(),
                0,
                Integer.MAX_VALUE))
        .setTotal(plan.getTools().stream().mapToLong(ToolLosses::getHeld).sum())
        .setDetail(joined(plan, PlannedHold::getDetail, "; "))
        .setRemedy(joined(plan, PlannedHold::getRemedy, "; "))
        .build();
  }

  /** The same for the same command, also when it is decided again on a replay. */
  static String id(String command) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(command.getBytes(StandardCharsets.UTF_8));
      return Keys.holdOfBundle(HexFormat.of().formatHex(digest, 0, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static HoldTrigger trigger(PlannedHold hold) {
    return switch (hold.getTrigger()) {
      case "revokes" -> HoldTrigger.REVOKES;
      case "elevated" -> HoldTrigger.ELEVATED_GRANTS;
      case "min-holders" -> HoldTrigger.MIN_HOLDERS;
      case "tool-dropped" -> HoldTrigger.TOOL_DROPPED;
      case "template-dropped" -> HoldTrigger.TEMPLATE_DROPPED;
      // Of a newer console: too much all the same.
      default -> HoldTrigger.POLICY_CHANGE;
    };
  }

  private static String joined(
      PlanSummary plan, Function<PlannedHold, String> what, String between) {
    String all = plan.getHolds().stream().map(what).distinct().collect(Collectors.joining(between));
    return all.length() <= LONGEST ? all : all.substring(0, LONGEST - 1) + "…";
  }

  /** Who was first, and when; or why nobody decides any more. */
  static String decided(Hold hold) {
    @Nullable HoldDecision decision = hold.getDecision();
    return switch (hold.getState()) {
      case OPEN -> throw new IllegalArgumentException("it waits");
      case RELEASED -> by(decision, "released");
      case REJECTED -> by(decision, "rejected");
      case EXPIRED -> expired(hold);
      case OVERTAKEN ->
          hold.getSuccessor() == null
              ? "a newer policy is in force"
              : "a newer policy took its place and waits as " + hold.getSuccessor();
    };
  }

  static String expired(Hold hold) {
    return "nobody decided it until " + hold.getExpires() + "; publish the policy again";
  }

  private static String by(@Nullable HoldDecision decision, String what) {
    return decision == null
        ? "it is " + what + " already"
        : "%s already %s it at %s".formatted(decision.getActor().getName(), what, decision.getAt());
  }
}
