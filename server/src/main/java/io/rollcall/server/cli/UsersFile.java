package io.rollcall.server.cli;

import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written beside its place and put there once it is whole, so that half a file never looks like one. */
final class UsersFile {
    private final Path place;

    UsersFile(String name) {
        this.place = Path.of(name).toAbsolutePath();
    }

    /** Writes it. @throws Refusal where that cannot be done, and then nothing is there that was not before */
    long write(Content content) {
        Path beside = place.resolveSibling(place.getFileName() + ".part");
        try {
            long written;
            try (Writer file = Files.newBufferedWriter(beside)) {
                written = content.writeTo(file);
            }
            Files.move(beside, place, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + place + " cannot be written (" + failure.getMessage() + ").");
        }
    }

    @Override
    public String toString() {
        return place.toString();
    }

    /** What goes into the file. */
    @FunctionalInterface
    interface Content {
        /** @return how many users were written */
        long writeTo(Writer file) throws IOException;
    }
}
