@NullMarked
package dev.rolecall.app;

import org.jspecify.annotations.NullMarked;
