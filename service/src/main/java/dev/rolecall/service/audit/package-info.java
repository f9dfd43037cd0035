/** Writing to the audit from outside the processor and the connectors. */
@NullMarked
package dev.rolecall.service.audit;

import org.jspecify.annotations.NullMarked;
