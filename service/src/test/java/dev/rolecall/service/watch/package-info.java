@NullMarked
package dev.rolecall.service.watch;

import org.jspecify.annotations.NullMarked;
