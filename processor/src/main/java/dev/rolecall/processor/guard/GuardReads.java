package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Tally;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.schemas.avro.Withheld;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the guard knows. People are named by their key, {@code directory/person}. */
interface GuardReads {

  /** Which role is more than which. */
  RoleOrder order(String tool);

  /** The control record that was written last; null: none yet. */
  @Nullable Control control(String tool);

  /** The newest bundle whose settings were seen; null: none yet. */
  @Nullable SeenBundle bundleSeen(String tool);

  /** Version of the access that was written last, of whomever; null: none yet. */
  @Nullable Version lastVersion(String tool);

  /** The access that was written last for a person. */
  @Nullable Access access(String tool, String person);

  /** Who holds the claim on an account key. */
  @Nullable String holder(String tool, String key);

  /** Proposals of those who wait for an account key, in the order of their people's keys. */
  List<Access> waiting(String tool, String key);

  /** What is held of a person; null: nothing. */
  @Nullable Withheld withheld(String tool, String person);

  @Nullable Hold hold(String tool, String id);

  /** The last hold that was opened for this; null: none ever. */
  @Nullable String lastHold(String tool, HoldKey key);

  /** What of a decided hold is still to be worked off; null: nothing. */
  @Nullable Drain drain(String tool, String hold);

  /** Removals of one kind that went through. */
  @Nullable FlowWindow flow(String tool, HoldTrigger kind);

  @Nullable Tally tally(String tool, String key);

  /** How many hold each role of a scope, by {@link Tallies#key}. */
  Map<String, Tally> tallies(String tool, String scope);

  /** Whether access may be taken on behalf of a directory. */
  boolean isReady(String tool, String directory);

  boolean isPaused(String tool);
}
