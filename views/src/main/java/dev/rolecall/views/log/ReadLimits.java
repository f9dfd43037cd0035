package dev.rolecall.views.log;

/**
 * How much of a view may be read at the same time.
 *
 * @param connections that read in parallel; SQLite's page cache is per connection
 * @param scans reads of everything: fewer than connections leave some to those that take less
 * @param mostWaiting reads that wait for a connection; more are refused
 */
public record ReadLimits(int connections, int scans, int mostWaiting) {}
