package io.rollcall.server.testing;

import io.rollcall.server.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;

/**
 * Class-data archive of the program, which halves the CPU time of a start. The first process of a build that needs it makes it
 * below {@code target}, for all forks.
 */
final class ClassArchive {
    private static final Path FILE = Path.of("target", "program.jsa").toAbsolutePath();
    private static final Path LOCK = Path.of("target", "program.jsa.lock").toAbsolutePath();

    /** The JVM has something to say on standard output about an archive that it cannot use. */
    private static final String SILENTLY = "-Xlog:disable";

    private ClassArchive() {}

    /** Returns the flags of a JVM that uses the archive; none if the program is not in jars, as in an IDE. */
    static List<String> flags() {
        return Holder.FLAGS;
    }

    private static List<String> make() {
        List<Path> classPath = RollcallProgram.classPath();
        if (!classPath.stream().allMatch(Files::isRegularFile)) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Until the channel is closed, the other fork waits.
            channel.lock();
            if (isOlderThanAny(classPath)) {
                Path made =
                        FILE.resolveSibling("program-" + ProcessHandle.current().pid() + ".jsa");
                train(List.of("-XX:ArchiveClassesAtExit=" + made, SILENTLY));
                // A JDK without an archive of its own classes makes none.
                if (Files.exists(made)) {
                    Files.move(made, FILE, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return List.of("-XX:SharedArchiveFile=" + FILE, SILENTLY);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isOlderThanAny(List<Path> classPath) throws IOException {
        if (!Files.exists(FILE)) {
            return true;
        }
        FileTime made = Files.getLastModifiedTime(FILE);
        for (Path jar : classPath) {
            if (Files.getLastModifiedTime(jar).compareTo(made) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Serves requests for as long as it takes to load the classes of most starts. */
    private static void train(List<String> flags) {
        RollcallProgram program = RollcallProgram.on(Path.of("target", "class-archive"), 0);
        for (var setting : TestDatabase.settings().entrySet()) {
            program = program.with(Settings.environmentName(setting.getKey()), setting.getValue());
        }
        try (ServingProgram server = ServingProgram.awaited(program.start(flags, Path.of("")))) {
            String url = "http://127.0.0.1:" + server.bannerMatch("on port (\\d+)") + "/API/enterprise/scim";
            ScimClient client = new ScimClient(url, TestOrganization.create().token());
            client.post("/Users", "{\"userName\":\"trained@example.com\"}");
            client.get("/Users");
        }
    }

    private static final class Holder {
        static final List<String> FLAGS = make();
    }
}
