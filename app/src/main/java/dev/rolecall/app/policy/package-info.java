/** The policies' folder: reading, checking, publishing and watching it. */
@NullMarked
package dev.rolecall.app.policy;

import org.jspecify.annotations.NullMarked;
