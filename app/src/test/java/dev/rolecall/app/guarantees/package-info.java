/** What Rolecall promises, proved on a real cluster whose processes are killed and frozen. */
@NullMarked
package dev.rolecall.app.guarantees;

import org.jspecify.annotations.NullMarked;
