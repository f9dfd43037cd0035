package dev.rolecall.service.config;

import java.nio.file.Path;

/** A certificate with its key, in PEM files: what a client shows of itself. */
public record ClientIdentity(Path certificate, Path key) {}
