package io.rollcall.server.database.embedded;

import io.rollcall.server.kernel.StartupProblem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * MariaDB program that can be started on this machine.
 *
 * @param source {@link #SYSTEM} or {@link #BUNDLE}
 * @param base MariaDB's {@code basedir}
 */
record MariaDbProgram(String source, Path base, Path server, Path installer) {
    static final String SYSTEM = "system";
    static final String BUNDLE = "bundle";
    static final String AUTO = "auto";

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.\\d+-MariaDB");
    private static final int OLDEST_MAJOR = 10;
    private static final int OLDEST_MINOR = 11;

    /**
     * Finds the requested program.
     *
     * @param wanted {@link #SYSTEM}, {@link #BUNDLE} or {@link #AUTO}, which prefers the system's
     * @param unpacked folder for an unpacked bundle
     * @throws StartupProblem if there is none
     */
    static MariaDbProgram find(String wanted, Path unpacked) {
        Optional<MariaDbProgram> found =
                switch (wanted) {
                    case SYSTEM -> ofSystem();
                    case BUNDLE -> Bundle.unpack(unpacked);
                    default -> ofSystem().or(() -> Bundle.unpack(unpacked));
                };
        return found.orElseThrow(() -> new StartupProblem("There is no MariaDB to embed on this machine ("
                + System.getProperty("os.name") + ", " + System.getProperty("os.arch")
                + "). Install MariaDB 10.11 or newer, or set ROLLCALL_DATABASE_URL to one that runs elsewhere."));
    }

    private static Optional<MariaDbProgram> ofSystem() {
        return find("mariadbd").filter(MariaDbProgram::isRecentEnough).flatMap(server -> find("mariadb-install-db")
                .map(installer ->
                        new MariaDbProgram(SYSTEM, installer.getParent().getParent(), server, installer)));
    }

    private static Optional<Path> find(String name) {
        Stream<String> onPath = Arrays.stream(
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator));
        Stream<String> elsewhere = Stream.of("/usr/sbin", "/usr/libexec", "/usr/local/sbin", "/usr/bin");
        return Stream.concat(onPath, elsewhere)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean isRecentEnough(Path server) {
        try {
            Process process = new ProcessBuilder(server.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(text);
            if (!version.find()) {
                return false;
            }
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            return major > OLDEST_MAJOR || major == OLDEST_MAJOR && minor >= OLDEST_MINOR;
        } catch (IOException notRunnable) {
            return false;
        }
    }
}
