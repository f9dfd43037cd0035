package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.ReplaceUser;

/** What a command asks for: the union of the schema as a closed type. */
sealed interface Intent {
  record UserCreation(CreateUser asked) implements Intent {}

  record UserReplacement(ReplaceUser asked) implements Intent {}

  record UserDeletion(DeleteUser asked) implements Intent {}

  record GroupCreation(CreateGroup asked) implements Intent {}

  record GroupChange(ChangeGroup asked) implements Intent {}

  record GroupDeletion(DeleteGroup asked) implements Intent {}

  record PolicyPublication(PublishPolicy asked) implements Intent {}

  record HoldDecision(DecideHold asked) implements Intent {}

  static Intent of(Command command) {
    return switch (command.getIntent()) {
      case CreateUser asked -> new UserCreation(asked);
      case ReplaceUser asked -> new UserReplacement(asked);
      case DeleteUser asked -> new UserDeletion(asked);
      case CreateGroup asked -> new GroupCreation(asked);
      case ChangeGroup asked -> new GroupChange(asked);
      case DeleteGroup asked -> new GroupDeletion(asked);
      case PublishPolicy asked -> new PolicyPublication(asked);
      case DecideHold asked -> new HoldDecision(asked);
      case Object unknown ->
          throw new IllegalArgumentException("not an intent: " + unknown.getClass().getName());
    };
  }
}
