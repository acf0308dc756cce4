package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The receivers in examples/ are as docs/integrate.md describes them. */
class ExamplesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLES = ROOT.resolve("examples");
    private static final int MAX_LINES = 59;

    static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|mjs|py)"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void haveFewerThanSixtyLines(Path source) throws IOException {
        assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    @Test
    void areThreeFilesInEachOfThreeLanguages() throws IOException {
        assertThat(sources()).hasSize(9);
    }

    /** The tests run the Java receiver with the libraries of the build. */
    @Test
    void useTheLibrariesThatTheTestsUse() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));
        List<MatchResult> libraries = Pattern.compile(
                        "<artifactId>(\\w+)(?:-\\w+)?</artifactId>\\s*<version>([\\d.]+)</version>\\s*</dependency>")
                .matcher(Files.readString(EXAMPLES.resolve("java/pom.xml")))
                .results()
                .toList();

        assertThat(libraries).hasSize(3).allSatisfy(library -> assertThat(build)
                .contains("<%s.version>%s</".formatted(library.group(1), library.group(2))));
    }

    /** The page shows the statement for products that are in another language. */
    @ParameterizedTest
    @ValueSource(strings = {"java/src/Receiver.java", "python/receiver.py"})
    void upsertByTheDocumentedStatement(String source) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/integrate.md"));
        String statement = page.split("```sql\n")[1].split("```")[0];

        assertThat(Files.readString(EXAMPLES.resolve(source))).containsIgnoringWhitespaces(statement);
    }
}
