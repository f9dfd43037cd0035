/**
 * Simulators of the tools' real HTTP APIs, with state and with faults. They know nothing of the
 * connectors, so that a mistake cannot be made twice in the same way.
 */
@NullMarked
package dev.rolecall.sandbox;

import org.jspecify.annotations.NullMarked;
