@NullMarked
package dev.rolecall.policy.draft;

import org.jspecify.annotations.NullMarked;
