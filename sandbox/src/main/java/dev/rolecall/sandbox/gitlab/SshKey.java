package dev.rolecall.sandbox.gitlab;

import java.time.Instant;

/** A person's SSH key. */
record SshKey(long id, User user, String title, String key, Instant createdAt) {}
