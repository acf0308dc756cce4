package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Each requirement in docs/conformance.md names an existing test. */
class ConformanceDocTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "conformance.md");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+#\\w+)`");

    static List<String> namedTests() throws IOException {
        return NAMED.matcher(Files.readString(DOCUMENT))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void namesTestsThatThereAre(String name) throws Exception {
        String[] parts = name.split("#");
        assertThat(testMethods(parts[0])).contains(parts[1]);
    }

    @Test
    void namesATestForEachDemand() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| [^|]*\\d[^|]* \\|.*"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(90).allMatch(row -> NAMED.matcher(row)
                .find());
    }

    private static List<String> testMethods(String className) throws Exception {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path file = files.filter(path -> path.endsWith(className + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no test class " + className));
            String name = TESTS.relativize(file).toString().replace(".java", "").replace('/', '.');
            // Not initialized: that would start the servers of integration tests.
            Class<?> test = Class.forName(name, false, ConformanceDocTest.class.getClassLoader());
            return Stream.concat(Stream.of(test), Arrays.stream(test.getDeclaredClasses()))
                    .flatMap(group -> Arrays.stream(group.getDeclaredMethods()))
                    .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                    .map(Method::getName)
                    .toList();
        }
    }
}
