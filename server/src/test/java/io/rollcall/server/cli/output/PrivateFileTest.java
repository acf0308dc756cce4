package io.rollcall.server.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of people's data, as commands write it. */
class PrivateFileTest {
    @TempDir
    private Path folder;

    private final StringWriter warnings = new StringWriter();

    private PrivateFile file(Path place) {
        return new PrivateFile(place, new PrintWriter(warnings, true));
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void isReadableByItsOwnerAloneFromTheFirstByteOn() throws IOException {
        List<String> modes = new ArrayList<>();
        Path place = folder.resolve("all.jsonl");
        PrivateFile.Written written = file(place).write(content -> {
            inFolder().forEach(unfinished -> modes.add(mode(unfinished)));
            content.write("jane\n");
            return 1;
        });
        assertThat(modes).containsExactly("rw-------");
        assertThat(mode(place)).isEqualTo("rw-------");
        assertThat(place).hasContent("jane\n");
        assertThat(written.sentence("user", "users")).isEqualTo("Wrote 1 user to " + place + ".");
        assertThat(inFolder()).containsExactly(place);
        assertThat(warnings.toString()).isEmpty();
    }

    @Test
    void saysThatItReplacesAFileAndTightensItsMode() throws IOException {
        Path place = Files.writeString(folder.resolve("all.jsonl"), "former");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-rw-rw-"));
        PrivateFile.Written written = file(place).write(content -> 0);
        assertThat(written.replaced()).isTrue();
        assertThat(written.sentence("user", "users")).contains("replacing the existing file");
        assertThat(mode(place)).isEqualTo("rw-------");
        assertThat(place).isEmptyFile();
    }

    @Test
    void neverFollowsASymbolicLink() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Path link = Files.createSymbolicLink(folder.resolve("all.jsonl"), precious);
        Path dangling = Files.createSymbolicLink(folder.resolve("more.jsonl"), folder.resolve("nowhere"));
        for (Path place : List.of(link, dangling)) {
            assertThatThrownBy(() -> file(place).write(content -> 0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("symbolic link");
        }
        assertThat(precious).hasContent("kept");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void replacesALinkThatIsPutThereMeanwhileAndNotTheFileBehindIt() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "kept");
        Path place = folder.resolve("all.jsonl");
        file(place).write(content -> {
            Files.createSymbolicLink(place, precious);
            content.write("jane\n");
            return 1;
        });
        assertThat(precious).hasContent("kept");
        assertThat(place).isRegularFile().hasContent("jane\n");
        assertThat(Files.isSymbolicLink(place)).isFalse();
    }

    @Test
    void leavesNothingBehindIfWritingFails() throws IOException {
        Path place = Files.writeString(folder.resolve("all.jsonl"), "former");
        assertThatThrownBy(() -> file(place).write(content -> {
                    content.write("half of a line");
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("No space left on device");
        assertThat(inFolder()).containsExactly(place);
        assertThat(place).hasContent("former");
    }

    @Test
    void refusesAPlaceThatIsNoFile() {
        assertThatThrownBy(() -> file(folder).write(content -> 0))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("is not a file");
        assertThatThrownBy(() -> file(folder.resolve("no/such.jsonl")).write(content -> 0))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("its folder does not exist");
    }

    @Test
    void warnsOnAFileSystemWithoutModes() throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"))) {
            Path place = archive.getPath("/all.jsonl");
            file(place).write(content -> 0);
            assertThat(place).isEmptyFile();
        }
        assertThat(warnings.toString()).contains("cannot restrict who reads the file", "personal data");
    }
}
