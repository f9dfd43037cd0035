/** The whole system on a real embedded broker, against simulated tools, over HTTP. */
@NullMarked
package dev.rolecall.app.system;

import org.jspecify.annotations.NullMarked;
