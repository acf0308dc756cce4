package io.rollcall.server.database.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * Port and password of an embedded MariaDB, stored in its data folder in a file readable by its owner only.
 *
 * @param source program that created the data: {@code system} or {@code bundle}
 */
record EmbeddedCredentials(int port, String password, String source) {
    static final String USER = "rollcall";
    static final String DATABASE = "rollcall";

    private static final int PASSWORD_BYTES = 24;

    static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE;
    }

    static Optional<EmbeddedCredentials> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return Optional.of(new EmbeddedCredentials(
                Integer.parseInt(properties.getProperty("port")),
                properties.getProperty("password"),
                properties.getProperty("source")));
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("port", Integer.toString(port));
        properties.setProperty("password", password);
        properties.setProperty("source", source);
        StringWriter text = new StringWriter();
        properties.store(text, "Credentials of the embedded MariaDB of this folder");
        writePrivately(file, text.toString());
    }

    /** Writes a file atomically, readable by its owner only. */
    static void writePrivately(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return "EmbeddedCredentials[port=" + port + ", password=***, source=" + source + "]";
    }
}
