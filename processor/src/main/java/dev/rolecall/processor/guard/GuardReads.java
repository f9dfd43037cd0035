package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the guard knows. People are named by their key, {@code directory/person}. */
interface GuardReads {

  /** The control record that was written last; null: none yet. */
  @Nullable Control control(String tool);

  /** Version of the newest bundle whose settings were seen; null: none yet. */
  @Nullable Long bundleSeen(String tool);

  /** Version of the access that was written last, of whomever; null: none yet. */
  @Nullable Version lastVersion(String tool);

  /** The access that was written last for a person. */
  @Nullable Access access(String tool, String person);

  /** Who holds the claim on an account key. */
  @Nullable String holder(String tool, String key);

  /** Proposals of those who wait for an account key, in the order of their people's keys. */
  List<Access> waiting(String tool, String key);
}
