package dev.rolecall.processor.access;

import dev.rolecall.policy.Policy;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;

/** A policy, the bundle it was read from, and the command that published it. */
record PolicyInForce(Policy policy, BundleState state, Cause cause) {

  Bundle bundle() {
    return state.getBundle();
  }
}
