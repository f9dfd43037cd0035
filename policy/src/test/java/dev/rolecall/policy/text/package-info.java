@NullMarked
package dev.rolecall.policy.text;

import org.jspecify.annotations.NullMarked;
