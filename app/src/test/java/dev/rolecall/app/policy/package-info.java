@NullMarked
package dev.rolecall.app.policy;

import org.jspecify.annotations.NullMarked;
