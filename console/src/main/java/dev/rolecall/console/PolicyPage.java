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
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Publishes a policy. Like every other change it is a command: the directory stage checks and decides. */
final class PolicyPage implements Page {

  private final Commands commands;
  private final Supplier<UUID> ids;

  PolicyPage(Commands commands, Supplier<UUID> ids) {
    this.commands = commands;
    this.ids = ids;
  }

  @Override
  public JsonNode answer(Request request) {
    List<PolicyFile> files = new ArrayList<>();
    for (JsonNode file : request.body().path("files")) {
      files.add(new PolicyFile(file.path("path").asText(), file.path("content").asText()));
    }
    if (files.isEmpty()) {
      throw new Refused(400, "no policy files: send {\"files\": [{\"path\": …, \"content\": …}]}");
    }
    String commit = request.body().path("commit").asText("");
    Bundle bundle =
        new Bundle(digest(files), commit.isEmpty() ? null : commit, List.copyOf(files));
    Answer answer =
        commands
            .ask(
                new Question(
                    Keys.POLICY_DIRECTORY,
                    ids.get().toString(),
                    new Actor(ActorKind.OPERATOR, request.operator().name()),
                    request.line(),
                    request.at(),
                    new PublishPolicy(bundle)))
            .join();
    ObjectNode json = Shapes.object();
    json.put("digest", bundle.getDigest());
    switch (answer) {
      case Answer.Done(var accepted) -> json.put("changed", accepted.getChanged());
      case Answer.Refused(var rejected) -> throw new Refused(422, rejected.getDetail());
      case Answer.TooLarge() -> throw new Refused(413, "the policy is larger than 1 MiB");
      case Answer.Unknown(String why) ->
          throw new Refused(503, "not known whether it took effect (" + why + "); repeat it");
      case Answer.NotSent(String why) -> throw new Refused(503, why);
    }
    return json;
  }

  private static String digest(List<PolicyFile> files) {
    return Policies.digest(
        files.stream()
            .map(file -> new dev.rolecall.policy.PolicyFile(file.getPath(), file.getContent()))
            .toList());
  }
}
