@NullMarked
package dev.rolecall.console.notices;

import org.jspecify.annotations.NullMarked;
