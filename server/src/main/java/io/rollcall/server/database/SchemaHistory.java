package io.rollcall.server.database;

import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
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
import javax.sql.DataSource;

/**
 * Which scripts a database has behind it, as Flyway wrote them down. Nearly every start finds all of them there; one
 * statement sees that, where Flyway takes an eighth of the start for it.
 */
final class SchemaHistory {
    static final String TABLE = "schema_history";
    static final String FOLDER = "sql";

    private static final String KNOWN_SCRIPT = "/" + FOLDER + "/V001__organizations.sql";

    private final DataSource database;

    SchemaHistory(DataSource database) {
        this.database = database;
    }

    /** Whether just the scripts of this server were run, each with success; not so where there is no history yet. */
    boolean isComplete() {
        Map<String, Boolean> successes = new HashMap<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT script, success FROM " + TABLE + " WHERE version IS NOT NULL")) {
            while (row.next()) {
                successes.merge(row.getString(1), row.getBoolean(2), Boolean::logicalAnd);
            }
        } catch (SQLException whichFlywayWillMeetToo) {
            return false;
        }
        return successes.keySet().equals(scripts()) && !successes.containsValue(false);
    }

    /** The names of this server's scripts. */
    static Set<String> scripts() {
        URL known = SchemaHistory.class.getResource(KNOWN_SCRIPT);
        try (Stream<String> names = known.openConnection() instanceof JarURLConnection jar
                ? jar.getJarFile().stream().map(entry -> entry.getName())
                : Files.list(Path.of(known.toURI()).getParent()).map(file -> FOLDER + "/" + file.getFileName())) {
            return names.filter(name -> name.startsWith(FOLDER + "/V"))
                    .map(name -> name.substring(FOLDER.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | URISyntaxException failure) {
            throw new StartupProblem("The scripts of the schema cannot be read: " + failure.getMessage());
        }
    }
}
