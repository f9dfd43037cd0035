package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.DirectoryEntry;

/**
 * What a partition remembers of its directories.
 *
 * @param facts the directory log, folded: same keys, same values
 * @param index what follows from the facts: ids by name, groups by member
 * @param jobs what is still to do, by what it works on
 * @param offsets of the last command, by directory; of the newest command for which the members of
 *     a group were published anew, by the group's key
 */
public record DirectoryTables(
    Table<DirectoryEntry> facts, Table<String> index, Table<Job> jobs, Table<Long> offsets) {}
