package dev.rolecall.processor.access;

import dev.rolecall.policy.ToolShape;

/** An instance of a tool: what it has, and how accounts in it are named. */
public record ConfiguredTool(ToolShape shape, AccountRule account) {}
