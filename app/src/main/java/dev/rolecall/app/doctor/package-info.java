/**
 * {@code rolecall doctor}: what is wrong between an identity provider and Rolecall, and the fix.
 */
@NullMarked
package dev.rolecall.app.doctor;

import org.jspecify.annotations.NullMarked;
