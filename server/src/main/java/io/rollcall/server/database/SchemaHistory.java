package io.rollcall.server.database;

import io.rollcall.server.kernel.StartupProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.sql.DataSource;

/**
 * Fast check of the schema: reads Flyway's history in one statement, and compares the scripts' names and checksums with those
 * of this server. Flyway, which takes an eighth of the startup time, runs only if they differ; it applies missing scripts and
 * rejects edited ones.
 */
final class SchemaHistory {
    static final String TABLE = "schema_history";
    static final String FOLDER = "sql";

    private static final String KNOWN_SCRIPT = "/" + FOLDER + "/V001__organizations.sql";

    private final DataSource database;

    SchemaHistory(DataSource database) {
        this.database = database;
    }

    /** Returns whether exactly the scripts of this server were applied, unchanged and successfully. */
    boolean isComplete() {
        Map<String, Integer> applied = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT script, checksum, success FROM " + TABLE + " WHERE version IS NOT NULL")) {
            while (row.next()) {
                if (!row.getBoolean(3)) {
                    return false;
                }
                applied.put(row.getString(1), row.getInt(2));
            }
        } catch (SQLException alsoMetByFlyway) {
            return false;
        }
        return applied.equals(checksums());
    }

    private static Map<String, Integer> checksums() {
        return scripts().stream().collect(Collectors.toMap(script -> script, SchemaHistory::checksum));
    }

    /** Returns the checksum as Flyway computes it: of the lines without line endings. */
    private static int checksum(String script) {
        CRC32 checksum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                SchemaHistory.class.getResourceAsStream("/" + FOLDER + "/" + script), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                checksum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        return (int) checksum.getValue();
    }

    private static StartupProblem unreadable(Exception failure) {
        return new StartupProblem("Cannot read the migration scripts: " + failure.getMessage());
    }

    /** Returns the names of this server's scripts. */
    static Set<String> scripts() {
        URL known = SchemaHistory.class.getResource(KNOWN_SCRIPT);
        try (Stream<String> names = known.openConnection() instanceof JarURLConnection jar
                ? jar.getJarFile().stream().map(entry -> entry.getName())
                : Files.list(Path.of(known.toURI()).getParent()).map(file -> FOLDER + "/" + file.getFileName())) {
            return names.filter(name -> name.startsWith(FOLDER + "/V"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException failure) {
            throw unreadable(failure);
        }
    }
}
