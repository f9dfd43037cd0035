@NullMarked
package dev.rolecall.policy.plan;

import org.jspecify.annotations.NullMarked;
