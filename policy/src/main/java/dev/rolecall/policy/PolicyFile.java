package dev.rolecall.policy;

/**
 * One file of the policies' folder.
 *
 * @param path relative to the folder, with forward slashes
 */
public record PolicyFile(String path, String content) {}
