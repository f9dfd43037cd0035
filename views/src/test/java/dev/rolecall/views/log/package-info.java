@NullMarked
package dev.rolecall.views.log;

import org.jspecify.annotations.NullMarked;
