/** What all simulators share: the HTTP server, the faults, the journal and the operators' side. */
@NullMarked
package dev.rolecall.sandbox.http;

import org.jspecify.annotations.NullMarked;
