package io.rollcall.server.importexport;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The userNames of a file, folded, each with its first line. */
final class ImportedNames {
    private static final int CHUNK = 1 << 14;

    private final HashIndex names = new HashIndex();
    private final List<int[]> lines = new ArrayList<>();

    /** Returns the line that already has the name, or empty after recording this line as the first. */
    synchronized OptionalLong noteOrFind(String key, long line) {
        OptionalLong earlier = find(key);
        if (earlier.isEmpty()) {
            int number = names.add(key);
            if (number % CHUNK == 0) {
                lines.add(new int[CHUNK]);
            }
            lines.get(number / CHUNK)[number % CHUNK] = Math.toIntExact(line);
        }
        return earlier;
    }

    synchronized OptionalLong find(String key) {
        int number = names.find(key);
        return number == HashIndex.ABSENT
                ? OptionalLong.empty()
                : OptionalLong.of(lines.get(number / CHUNK)[number % CHUNK]);
    }
}
