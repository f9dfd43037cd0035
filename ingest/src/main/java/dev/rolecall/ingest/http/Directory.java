package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;

/**
 * The directory as one request sees it: reads that hold every write answered before, and commands
 * whose refusals are SCIM errors. Blocks its caller, which is a virtual thread.
 */
final class Directory {

  private final DirectoryReader view;
  private final Commands commands;

  Directory(DirectoryReader view, Commands commands) {
    this.view = view;
    this.commands = commands;
  }

  /** The view, holding every write that was answered before this call. */
  DirectoryReader upToDate(Call call) {
    return await(comingUpToDate(call));
  }

  /** The same as {@link #upToDate}, later. */
  CompletableFuture<DirectoryReader> comingUpToDate(Call call) {
    return view.upToDate(call.directory()).thenApply(done -> view);
  }

  /** The view, which may lack what was written a moment ago. */
  DirectoryReader asItIs() {
    return view;
  }

  static DirectoryReader await(CompletableFuture<DirectoryReader> coming) {
    try {
      return coming.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Sends a command that cannot be outdated, or whose being so is the client's condition failing.
   */
  Accepted accepted(Call call, SpecificRecord intent) {
    return switch (decide(call, intent)) {
      case Decision.Taken(Accepted accepted) -> accepted;
      case Decision.Outdated() -> throw new ScimException(ScimError.preconditionFailed());
    };
  }

  /** Sends a command and waits for its decision. */
  Decision decide(Call call, SpecificRecord intent) {
    Question question =
        new Question(
            call.directory(),
            call.correlation(),
            call.actor(),
            call.request(),
            call.receivedAt(),
            intent);
    return switch (commands.ask(question).join()) {
      case Answer.Done(Accepted accepted) -> new Decision.Taken(accepted);
      case Answer.Refused(Rejected rejected) -> refused(rejected);
      case Answer.Unknown(String why) -> throw unavailable("It is not known whether: " + why + ".");
      case Answer.NotSent(String why) -> throw unavailable("Nothing was changed: " + why + ".");
      case Answer.TooLarge() ->
          throw new ScimException(ScimError.tooLarge("The resource is too large."));
    };
  }

  private static Decision refused(Rejected rejected) {
    String detail = rejected.getDetail();
    return switch (rejected.getRefusal()) {
      case VERSION_MISMATCH -> new Decision.Outdated();
      case UNIQUENESS -> throw new ScimException(ScimError.uniqueness(detail));
      case NOT_FOUND -> throw new ScimException(ScimError.notFound(detail));
      case EXPIRED -> throw unavailable("Nothing was changed: it came too late to be decided.");
      case INVALID -> throw new ScimException(ScimError.badRequest(ScimType.INVALID_VALUE, detail));
      case POISON -> throw new ScimException(ScimError.internal());
    };
  }

  static ScimException unavailable(String detail) {
    return new ScimException(ScimError.unavailable(detail));
  }
}
