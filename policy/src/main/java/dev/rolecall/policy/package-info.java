/** Policy files, what they give to whom, and their in-file tests: pure functions over records. */
@NullMarked
package dev.rolecall.policy;

import org.jspecify.annotations.NullMarked;
