@NullMarked
package dev.rolecall.console;

import org.jspecify.annotations.NullMarked;
