package dev.rolecall.sandbox.gitlab;

import org.jspecify.annotations.Nullable;

/** A custom role; {@code group} is null on an instance's own. */
record MemberRole(long id, String name, int base, @Nullable Place group) {}
