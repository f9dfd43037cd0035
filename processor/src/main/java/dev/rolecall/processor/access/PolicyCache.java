package dev.rolecall.processor.access;

import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.avro.Bundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parsed policies by digest: each bundle arrives once per partition and is parsed once. */
final class PolicyCache {

  /** The one in force, the one before it, and what tasks that lag behind still read. */
  private static final int KEPT = 4;

  private final Tools tools;
  private final Map<String, Loaded> loaded =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Loaded> eldest) {
          return size() > KEPT;
        }
      };

  PolicyCache(Tools tools) {
    this.tools = tools;
  }

  synchronized Loaded load(Bundle bundle) {
    List<PolicyFile> files = BundleFiles.of(bundle);
    return loaded.computeIfAbsent(Policies.digest(files), digest -> Policies.load(files, tools));
  }
}
