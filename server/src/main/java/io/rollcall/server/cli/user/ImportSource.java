package io.rollcall.server.cli.user;

import io.rollcall.server.importexport.ImportFile;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Source of an import, which can be read several times: standard input and pipes are copied to a temporary file, which only its
 * owner can read and which {@link #close} deletes.
 */
final class ImportSource implements ImportFile.Content, Closeable {
    static final String STANDARD_INPUT = "-";

    private final Path file;
    private final Optional<Path> copy;

    private ImportSource(Path file, Optional<Path> copy) {
        this.file = file;
        this.copy = copy;
    }

    /** Opens a file by its name, or standard input by {@code -}. */
    static ImportSource of(String name) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return copied(System.in);
        }
        Path file = path(name);
        if (Files.isRegularFile(file) || Files.isDirectory(file) || !Files.exists(file)) {
            return new ImportSource(file, Optional.empty());
        }
        try (InputStream pipe = Files.newInputStream(file)) {
            return copied(pipe);
        }
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException wrong) {
            throw new FileNotFoundException("that is not the name of a file");
        }
    }

    private static ImportSource copied(InputStream stream) throws IOException {
        Path copy = Files.createTempFile("rollcall-import-", ".part");
        try {
            try (OutputStream file = Files.newOutputStream(copy)) {
                stream.transferTo(file);
            }
            return new ImportSource(copy, Optional.of(copy));
        } catch (IOException failure) {
            Files.deleteIfExists(copy);
            throw failure;
        }
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
        if (copy.isPresent()) {
            Files.deleteIfExists(copy.get());
        }
    }

    /** Returns the reason why a file cannot be read, as a phrase. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return failure instanceof AccessDeniedException
                ? "you may not read it"
                : Optional.ofNullable(failure.getMessage()).orElse("the reason is unknown");
    }
}
