package dev.rolecall.ingest.http;

/**
 * Who calls: a token of a directory.
 *
 * @param directory that the token belongs to
 * @param token its name: the actor in the audit
 */
record Caller(String directory, String token) {}
