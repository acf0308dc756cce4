package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sizes of files and packages stay where people read them with ease. */
class LayoutTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Set<String> NO_TYPES = Set.of("package-info.java", "module-info.java");

    private static final int MAX_FILES_OF_PACKAGE = 30;
    private static final int SHORT = 30;
    private static final double MAX_SHARE_OF_SHORT = 0.15;
    private static final int MIN_MEDIAN = 50;
    private static final int MAX_MEDIAN = 90;
    private static final int MAX_PERCENTILE_95 = 250;
    private static final int MAX_LINES = 400;

    private static List<SourceFile> files;

    private record SourceFile(String folder, String name, int lines) {
        static SourceFile read(Path file) {
            try (Stream<String> lines = Files.lines(file)) {
                String folder = SOURCES.resolve("io/rollcall/server")
                        .relativize(file.getParent())
                        .toString()
                        .replace('\\', '/');
                return new SourceFile(folder, file.getFileName().toString(), (int) lines.count());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> found = Files.walk(SOURCES)) {
            files = found.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !NO_TYPES.contains(file.getFileName().toString()))
                    .map(SourceFile::read)
                    .toList();
        }
        System.out.printf(
                Locale.ROOT,
                "Layout: %d files, median %d lines, 95th percentile %d, longest %d, below %d lines %.1f %%, packages %s%n",
                files.size(),
                percentile(50),
                percentile(95),
                percentile(100),
                SHORT,
                100 * shareOfShort(),
                packages().entrySet().stream()
                        .filter(folder -> folder.getValue() > MAX_FILES_OF_PACKAGE)
                        .toList());
    }

    private static int percentile(int percent) {
        List<Integer> sorted = files.stream().map(SourceFile::lines).sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static double shareOfShort() {
        return (double) files.stream().filter(file -> file.lines() < SHORT).count() / files.size();
    }

    private static Map<String, Long> packages() {
        return files.stream().collect(Collectors.groupingBy(SourceFile::folder, TreeMap::new, Collectors.counting()));
    }

    @Test
    void noPackageHasManyFiles() {
        assertThat(packages())
                .allSatisfy((folder, count) -> assertThat(count).as(folder).isLessThanOrEqualTo(MAX_FILES_OF_PACKAGE));
    }

    @Test
    void fewFilesAreShort() {
        assertThat(shareOfShort()).isLessThan(MAX_SHARE_OF_SHORT);
    }

    @Test
    void mostFilesFitAScreenOrTwo() {
        assertThat(percentile(50)).isBetween(MIN_MEDIAN, MAX_MEDIAN);
        assertThat(percentile(95)).isLessThan(MAX_PERCENTILE_95);
    }

    @Test
    void noFileIsLong() {
        assertThat(files).allSatisfy(file -> assertThat(file.lines())
                .as("%s/%s", file.folder(), file.name())
                .isLessThanOrEqualTo(MAX_LINES));
    }
}
