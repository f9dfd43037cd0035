package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.Policies;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Publishes a policy. Like every other change it is a command: the directory stage checks and
 * decides.
 */
final class PolicyPage implements Page {

  private static final String SHAPE =
      "no policy files: send {\"files\": [{\"path\": …, \"content\": …}]}";

  private final Commands commands;
  private final Supplier<UUID> ids;

  PolicyPage(Commands commands, Supplier<UUID> ids) {
    this.commands = commands;
    this.ids = ids;
  }

  @Override
  public JsonNode answer(Request request) {
    List<PolicyFile> files = files(request.body());
    String commit = request.body().path("commit").asText("");
    Bundle bundle = new Bundle(digest(files), commit.isBlank() ? null : commit, List.copyOf(files));
    String correlation = ids.get().toString();
    Answer answer =
        commands
            .ask(
                new Question(
                    Keys.POLICY_DIRECTORY,
                    correlation,
                    new Actor(ActorKind.OPERATOR, request.operator().name()),
                    request.line(),
                    request.at(),
                    new PublishPolicy(bundle, null)))
            .join();
    ObjectNode json = Shapes.object();
    json.put("digest", bundle.getDigest());
    json.put("correlation", correlation);
    switch (answer) {
      case Answer.Done(var accepted) -> json.put("changed", accepted.getChanged());
      case Answer.Refused(var rejected) -> throw refused(rejected);
      case Answer.TooLarge() -> throw new Refused(413, "the policy is larger than 1 MiB");
      case Answer.Unknown(String why) ->
          throw new Refused(503, "not known whether it took effect (" + why + "); repeat it");
      case Answer.NotSent(String why) -> throw new Refused(503, why);
    }
    return json;
  }

  private static List<PolicyFile> files(JsonNode body) {
    List<PolicyFile> files = new ArrayList<>();
    for (JsonNode file : body.path("files")) {
      JsonNode path = file.path("path");
      JsonNode content = file.path("content");
      if (!path.isTextual() || path.textValue().isBlank() || !content.isTextual()) {
        throw new Refused(400, SHAPE);
      }
      files.add(new PolicyFile(path.textValue(), content.textValue()));
    }
    if (files.isEmpty()) {
      throw new Refused(400, SHAPE);
    }
    return files;
  }

  private static Refused refused(Rejected rejected) {
    return switch (rejected.getRefusal()) {
      case EXPIRED -> new Refused(503, "it came too late and took no effect; repeat it");
      case INVALID, POISON, UNIQUENESS, VERSION_MISMATCH, NOT_FOUND ->
          new Refused(422, rejected.getDetail());
    };
  }

  private static String digest(List<PolicyFile> files) {
    return Policies.digest(
        files.stream()
            .map(file -> new dev.rolecall.policy.PolicyFile(file.getPath(), file.getContent()))
            .toList());
  }
}
