package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.UndoCause;

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

  record ToolsPause(PauseTools asked) implements Intent {}

  record DirectoryConfirmation(ConfirmDirectory asked) implements Intent {}

  record CauseUndoing(UndoCause asked) implements Intent {}

  record LookingAgain(Resync asked) implements Intent {}

  record CellAdoption(AdoptCells asked) implements Intent {}

  record LinkSetting(SetLink asked) implements Intent {}

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
      case PauseTools asked -> new ToolsPause(asked);
      case ConfirmDirectory asked -> new DirectoryConfirmation(asked);
      case UndoCause asked -> new CauseUndoing(asked);
      case Resync asked -> new LookingAgain(asked);
      case AdoptCells asked -> new CellAdoption(asked);
      case SetLink asked -> new LinkSetting(asked);
      case Object unknown ->
          throw new IllegalArgumentException("not an intent: " + unknown.getClass().getName());
    };
  }

  /** Whether it goes to the directory of policies: it is no business of one directory alone. */
  default boolean isForAllDirectories() {
    return switch (this) {
      case PolicyPublication publication -> true;
      case HoldDecision decision -> true;
      case ToolsPause pause -> true;
      case LookingAgain resync -> true;
      case UserCreation creation -> false;
      case UserReplacement replacement -> false;
      case UserDeletion deletion -> false;
      case GroupCreation creation -> false;
      case GroupChange change -> false;
      case GroupDeletion deletion -> false;
      case DirectoryConfirmation confirmation -> false;
      case CauseUndoing undoing -> false;
      case CellAdoption adoption -> false;
      case LinkSetting link -> false;
    };
  }

  /** Whether only an operator may ask for it. */
  default boolean isForOperators() {
    return switch (this) {
      case HoldDecision decision -> true;
      case ToolsPause pause -> true;
      case DirectoryConfirmation confirmation -> true;
      case CauseUndoing undoing -> true;
      case LookingAgain resync -> true;
      case CellAdoption adoption -> true;
      case LinkSetting link -> true;
      case PolicyPublication publication -> false;
      case UserCreation creation -> false;
      case UserReplacement replacement -> false;
      case UserDeletion deletion -> false;
      case GroupCreation creation -> false;
      case GroupChange change -> false;
      case GroupDeletion deletion -> false;
    };
  }
}
