@NullMarked
package dev.rolecall.policy.adopt;

import org.jspecify.annotations.NullMarked;
