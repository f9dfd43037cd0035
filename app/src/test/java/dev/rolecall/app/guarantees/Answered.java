package dev.rolecall.app.guarantees;

/** What an identity provider was answered, or not. */
sealed interface Answered {

  String directory();

  /** The id of the request, which is in the audit as well. */
  String correlation();

  /** 0: no answer. */
  int status();

  boolean isWrite();

  /** About a user, by its userName. */
  record OfUser(
      String directory,
      String correlation,
      int status,
      String userName,
      Operation<UserModel.Call, UserModel.Result> operation)
      implements Answered {
    @Override
    public boolean isWrite() {
      return !(operation.call() instanceof UserModel.Call.Read);
    }
  }

  /** About a group, by its id. */
  record OfGroup(
      String directory,
      String correlation,
      int status,
      String group,
      Operation<GroupModel.Call, GroupModel.Result> operation)
      implements Answered {
    @Override
    public boolean isWrite() {
      return !(operation.call() instanceof GroupModel.Call.Read);
    }
  }
}
