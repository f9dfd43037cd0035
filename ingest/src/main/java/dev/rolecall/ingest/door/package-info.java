/**
 * Who may enter: static tokens and signed ones, with which scopes, how often, and what becomes of
 * who may not.
 */
@NullMarked
package dev.rolecall.ingest.door;

import org.jspecify.annotations.NullMarked;
