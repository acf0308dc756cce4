package io.rollcall.server.importexport;

import io.rollcall.server.config.Settings;
import io.rollcall.server.importexport.CsvColumn.Columns;
import io.rollcall.server.roles.RoleConfig;

/**
 * Limits of imported files.
 *
 * @param maxLineCharacters the longest line of JSON Lines, and the longest row of a table with the line breaks in its cells
 * @param roleAttribute the name of the attribute that carries a user's role
 */
public record ImportConfig(int maxLineCharacters, String roleAttribute) {
    private static final int MIN_CHARACTERS = 1_024;
    private static final int MAX_CHARACTERS = 100_000_000;

    public static ImportConfig read(Settings settings) {
        return new ImportConfig(
                settings.integer("import.max-line-characters", MIN_CHARACTERS, MAX_CHARACTERS),
                RoleConfig.read(settings).attribute());
    }

    /** Returns the columns of tables. */
    Columns columns() {
        return Columns.of(roleAttribute);
    }
}
