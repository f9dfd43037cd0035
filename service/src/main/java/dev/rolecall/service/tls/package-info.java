/**
 * Certificates: read from PEM files, looked at before they are used, and renewed without a restart.
 */
@NullMarked
package dev.rolecall.service.tls;

import org.jspecify.annotations.NullMarked;
