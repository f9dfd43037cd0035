@NullMarked
package dev.rolecall.views.trail;

import org.jspecify.annotations.NullMarked;
