package io.rollcall.server.cli.output;

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
 * File of personal data, readable by its owner only. It is written under a temporary name and renamed when it is complete and
 * on the disk, so a partial file is never taken for a whole one, and a symbolic link is never followed.
 */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path target;
    private final PrintWriter warnings;

    /** @param warnings receives a warning if the file system cannot restrict who reads the file */
    public PrivateFile(String name, PrintWriter warnings) {
        this(Path.of(name).toAbsolutePath(), warnings);
    }

    PrivateFile(Path target, PrintWriter warnings) {
        this.target = target;
        this.warnings = warnings;
    }

    /**
     * Writes the file, replacing an existing one.
     *
     * @throws Refusal INVALID if it cannot be written; an existing file is then unchanged
     */
    public Written write(Content content) {
        boolean replaces = requireReplaceable();
        try {
            Path temporary = Files.createTempFile(target.getParent(), ".rollcall-", ".part");
            try {
                warnIfOthersCanRead(temporary);
                long count = write(temporary, content);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Written(target, count, replaces);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + target + " cannot be written (" + reason(failure) + ").");
        }
    }

    private boolean requireReplaceable() {
        if (Files.isSymbolicLink(target)) {
            throw Refusal.invalid(target + " is a symbolic link, which is not followed. Name the file itself.");
        }
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.invalid(target + " is not a file. Name a file, in a folder that exists.");
        }
        return exists;
    }

    /** Prints a warning if the file system did not apply mode 0600 to the temporary file. */
    private void warnIfOthersCanRead(Path temporary) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(Files.getFileAttributeView(temporary, PosixFileAttributeView.class));
        if (view.isEmpty() || !view.get().readAttributes().permissions().equals(OWNER_ONLY)) {
            warnings.println("Warning: the file system of " + target + " cannot restrict who reads the file. It holds"
                    + " personal data: protect its folder.");
        }
    }

    /** Writes and syncs the file: its organization may be deleted next, so the copy has to be on the disk. */
    private static long write(Path temporary, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
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

    /** A file that was written. @param count number of records @param replaced whether it replaced a file */
    public record Written(Path file, long count, boolean replaced) {
        /** Returns a sentence about the file. @param one noun for a record, such as {@code user} */
        public String sentence(String one, String many) {
            return "Wrote %s to %s%s."
                    .formatted(Plural.of(count, one, many), file, replaced ? ", replacing the existing file" : "");
        }
    }

    /** Writer of a file's text. */
    @FunctionalInterface
    public interface Content {
        /** Writes the text. @return number of records */
        long writeTo(Writer file) throws IOException;
    }
}
