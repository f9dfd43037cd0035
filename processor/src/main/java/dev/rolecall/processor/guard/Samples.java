package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.HeldSample;
import dev.rolecall.schemas.avro.Hold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The most privileged cells of a hold, for those who look at it. */
final class Samples {

  private Samples() {}

  /** Those of the hold with what is now held of one person. */
  static List<HeldSample> of(Hold hold, String person, @Nullable HeldPerson held, RoleOrder order) {
    List<HeldSample> samples = new ArrayList<>(hold.getSamples());
    samples.removeIf(sample -> key(sample).equals(person));
    if (held != null) {
      for (HeldCell cell : held.getCells()) {
        samples.add(new HeldSample(held.getDirectory(), held.getPerson(), cell));
      }
    }
    samples.sort(
        Comparator.comparingInt((HeldSample sample) -> -weight(sample.getCell(), order))
            .thenComparing(Samples::key)
            .thenComparing(sample -> sample.getCell().getScope()));
    return new ArrayList<>(samples.subList(0, Math.min(samples.size(), Limits.SAMPLES)));
  }

  private static String key(HeldSample sample) {
    return sample.getDirectory() + "/" + sample.getPerson();
  }

  private static int weight(HeldCell cell, RoleOrder order) {
    int rank = Math.max(rank(cell, cell.getFrom(), order), rank(cell, cell.getTo(), order));
    return cell.getElevated() ? rank + dev.rolecall.policy.RoleRanks.HIGHEST : rank;
  }

  private static int rank(HeldCell cell, @Nullable String role, RoleOrder order) {
    return role == null ? 0 : order.rank(cell.getScope(), role);
  }
}
