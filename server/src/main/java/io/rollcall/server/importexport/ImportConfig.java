package io.rollcall.server.importexport;

import io.rollcall.server.config.Settings;

/**
 * Limits of imported files.
 *
 * @param maxLineCharacters the longest line of JSON Lines, and the longest row of a table with the line breaks in its cells
 */
public record ImportConfig(int maxLineCharacters) {
    private static final int MIN_CHARACTERS = 1_024;
    private static final int MAX_CHARACTERS = 100_000_000;

    public static ImportConfig read(Settings settings) {
        return new ImportConfig(settings.integer("import.max-line-characters", MIN_CHARACTERS, MAX_CHARACTERS));
    }
}
