/**
 * {@code rolecall demo}: a day of two identity providers, played over real HTTP, with evidence for
 * each act.
 */
@NullMarked
package dev.rolecall.app.demo;

import org.jspecify.annotations.NullMarked;
