package io.rollcall.server.cli;

import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * File of personal data. It is written under another name, which only its owner can read, and renamed once it is complete
 * and on the disk: so part of a file is never taken for a whole one, and a link at its place is never followed.
 */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path place;
    private final PrintWriter warnings;

    /** @param warnings is told if the file system cannot keep others from reading the file */
    PrivateFile(String name, PrintWriter warnings) {
        this(Path.of(name).toAbsolutePath(), warnings);
    }

    PrivateFile(Path place, PrintWriter warnings) {
        this.place = place;
        this.warnings = warnings;
    }

    /**
     * Writes it, in the place of a file that is there already.
     *
     * @throws Refusal INVALID if that cannot be done; then nothing has changed
     */
    Written write(Content content) {
        boolean replaces = requireReplaceable();
        try {
            Path unfinished = Files.createTempFile(place.getParent(), ".rollcall-", ".part");
            try {
                warnIfOthersCanRead(unfinished);
                long count = write(unfinished, content);
                Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Written(place, count, replaces);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + place + " cannot be written (" + reason(failure) + ").");
        }
    }

    private boolean requireReplaceable() {
        if (Files.isSymbolicLink(place)) {
            throw Refusal.invalid(place + " is a symbolic link, which is not followed. Name the file itself.");
        }
        boolean exists = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (exists && !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.invalid(place + " is not a file. Name a file, in a folder that exists.");
        }
        return exists;
    }

    /** The temporary file has mode 0600 from the start, on file systems that keep modes. */
    private void warnIfOthersCanRead(Path unfinished) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(unfinished, PosixFileAttributeView.class));
        if (view.isEmpty() || !view.get().readAttributes().permissions().equals(OWNER_ONLY)) {
            warnings.println("Warning: the file system of " + place + " cannot restrict who reads the file. It holds"
                    + " personal data: protect its folder.");
        }
    }

    /** An organization may be deleted next, so the copy has to be on the disk. */
    private static long write(Path unfinished, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
                Writer file = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            long count = content.writeTo(file);
            file.flush();
            channel.force(true);
            return count;
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        return failure instanceof AccessDeniedException
                ? "you may not create files in its folder"
                : String.valueOf(failure.getMessage());
    }

    /** The result. @param replaced whether there was a file before */
    record Written(Path file, long count, boolean replaced) {
        /** Returns one sentence for the person who asked for it. @param one such as {@code user} */
        String sentence(String one, String many) {
            return "Wrote %s to %s%s."
                    .formatted(
                            Plural.of(count, one, many),
                            file,
                            replaced ? ", in the place of the file that was there" : "");
        }
    }

    /** The text of the file. */
    @FunctionalInterface
    interface Content {
        /** Writes it. @return the number of things in it */
        long writeTo(Writer file) throws IOException;
    }
}
