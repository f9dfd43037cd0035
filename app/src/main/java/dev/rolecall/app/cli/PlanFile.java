package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.UserError;
import dev.rolecall.app.policy.PolicyFolder;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan to be executed later: the files it was made of, what the bundle in force was, and the
 * digest and the counts of the changes that were seen. No people.
 */
record PlanFile(ObjectNode json) {

  private static final String KIND = "rolecallPlan";

  /** Raised with every change of its content. */
  private static final int FORMAT = 1;

  /** A bundle of 1 MiB, escaped, and some numbers. */
  private static final long LARGEST = 4L * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The plan that the console made of these files. */
  static PlanFile of(PolicyFolder folder, JsonNode plan) {
    ObjectNode json = body(folder);
    json.put(KIND, FORMAT);
    json.set("madeAt", plan.path("at"));
    json.set("bundle", plan.path("bundle").path("digest"));
    json.set("outcome", plan.path("outcome"));
    ArrayNode holds = json.putArray("holds");
    plan.path("holds").forEach(hold -> holds.add(hold.path("message").asText()));
    ObjectNode seen = json.putObject("plan");
    seen.set("digest", plan.path("digest"));
    seen.set("version", plan.path("version"));
    ObjectNode counts = seen.putObject("counts");
    for (JsonNode tool : plan.path("tools")) {
      ObjectNode numbers = counts.putObject(tool.path("tool").asText());
      for (String each : List.of("granted", "changed", "revoked")) {
        numbers.set(each, tool.path(each));
      }
    }
    return new PlanFile(json);
  }

  /** The files of a bundle, as the console takes them. */
  static ObjectNode body(PolicyFolder folder) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    folder.commit().ifPresent(commit -> body.put("commit", commit));
    ArrayNode files = body.putArray("files");
    for (PolicyFile file : folder.files()) {
      files.addObject().put("path", file.path()).put("content", file.content());
    }
    return body;
  }

  /**
   * Reads a plan.
   *
   * @throws UserError when it is none, or was changed since it was written
   */
  static PlanFile read(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserError(file + " is too large for a plan");
      }
      if (!(JSON.readTree(Files.readString(file)) instanceof ObjectNode json)
          || json.path(KIND).asInt() != FORMAT) {
        throw new UserError(
            file + " is no plan of this version; make one with 'rolecall policy plan --out FILE'");
      }
      PlanFile plan = new PlanFile(json);
      if (!Policies.digest(plan.files()).equals(json.path("bundle").asText())) {
        throw new UserError(
            "the policies in " + file + " are not those it was made of; plan again");
      }
      return plan;
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage());
    }
  }

  void write(Path file) {
    try {
      Files.writeString(file, json.toPrettyString() + "\n");
    } catch (IOException e) {
      throw new UserError("the plan cannot be written to " + file + ": " + e.getMessage());
    }
  }

  /** What the console is asked to publish, and on which condition. */
  ObjectNode request() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (json.has("commit")) {
      body.set("commit", json.path("commit"));
    }
    body.set("files", json.path("files"));
    body.set("plan", json.path("plan"));
    return body;
  }

  List<String> holds() {
    List<String> holds = new ArrayList<>();
    json.path("holds").forEach(hold -> holds.add(hold.asText()));
    return holds;
  }

  private List<PolicyFile> files() {
    List<PolicyFile> files = new ArrayList<>();
    json.path("files")
        .forEach(file ->
            files.add(
                new PolicyFile(file.path("path").asText(), file.path("content").asText())));
    return files;
  }
}
