/**
 * Who has what, why, and what happened: access, status, settings and the audit, as operators ask
 * for them.
 */
@NullMarked
package dev.rolecall.views.trail;

import org.jspecify.annotations.NullMarked;
