package dev.rolecall.views.directory;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.UserState;

/** How states are kept in the file. A new schema begins a new file, so one schema is enough. */
final class States {
  static final Codec<UserState> USERS = Codec.of(UserState.class);
  static final Codec<GroupState> GROUPS = Codec.of(GroupState.class);
  static final Codec<BundleState> BUNDLES = Codec.of(BundleState.class);
  static final Codec<HeldBundle> HELD_BUNDLES = Codec.of(HeldBundle.class);

  private States() {}
}
