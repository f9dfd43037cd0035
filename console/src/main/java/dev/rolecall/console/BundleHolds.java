package dev.rolecall.console;

import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldVerdict;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What only whoever plans policies knows of a held bundle. */
interface BundleHolds {

  /**
   * The decision as a command, with what the bundle does now when it is released.
   *
   * @param revision that the operator saw
   * @throws Refused when it does something else by now than was shown
   */
  DecideHold decide(Hold hold, HoldVerdict verdict, long revision);

  /**
   * One cell that the bundle takes or lowers.
   *
   * @param to null: nothing is left
   */
  record Removal(
      String directory,
      String person,
      String userName,
      String tool,
      String scope,
      @Nullable String from,
      @Nullable String to) {
    /** Names are personal and stay out of logs. */
    @Override
    public String toString() {
      return "Removal[" + directory + "/" + person + "]";
    }
  }

  /**
   * Everything the bundle takes away now, one after the other.
   *
   * @throws Refused when it cannot be planned now
   */
  void removals(String hold, Consumer<Removal> to);

  /** Where nobody plans: rejecting needs no plan, the rest cannot be answered. */
  BundleHolds WITHOUT_PLANS =
      new BundleHolds() {
        @Override
        public DecideHold decide(Hold hold, HoldVerdict verdict, long revision) {
          if (verdict == HoldVerdict.RELEASE) {
            throw new Refused(503, "this console cannot plan what the held policy does now");
          }
          return new DecideHold(hold.getId(), verdict, revision, null);
        }

        @Override
        public void removals(String hold, Consumer<Removal> to) {
          throw new Refused(503, "this console cannot plan what the held policy does now");
        }
      };
}
