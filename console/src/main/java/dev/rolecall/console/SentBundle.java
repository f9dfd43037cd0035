package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.avro.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The policy files of a request, with the commit they are from. */
record SentBundle(List<PolicyFile> files, Optional<String> commit) {

  private static final String SHAPE =
      "no policy files: send {\"files\": [{\"path\": …, \"content\": …}]}";

  SentBundle {
    files = List.copyOf(files);
  }

  static SentBundle of(JsonNode body) {
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
    String commit = body.path("commit").asText("");
    return new SentBundle(files, commit.isBlank() ? Optional.empty() : Optional.of(commit));
  }

  Bundle bundle() {
    return BundleFiles.bundle(files, commit);
  }
}
