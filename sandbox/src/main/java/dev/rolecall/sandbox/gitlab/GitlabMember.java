package dev.rolecall.sandbox.gitlab;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A direct member of a group or project as it is at one moment, for tests to look at. */
public record GitlabMember(
    long userId,
    String username,
    int accessLevel,
    @Nullable LocalDate expiresAt,
    @Nullable Long memberRoleId) {}
