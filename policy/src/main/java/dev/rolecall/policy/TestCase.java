package dev.rolecall.policy;

import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A test in a policy file.
 *
 * @param expected roles by tool and scope; a tool that is not named is not compared
 */
record TestCase(
    String name,
    String file,
    int line,
    Instant at,
    Subject subject,
    SortedMap<String, SortedMap<String, SortedSet<String>>> expected) {}
