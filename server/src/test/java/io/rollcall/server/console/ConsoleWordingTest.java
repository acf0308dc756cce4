package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of the console and the admin API use plain, standard English; these phrases have better words. */
class ConsoleWordingTest {
    private static final Path SERVER = Path.of("src/main/java/io/rollcall/server");
    private static final List<String> AVOIDED = List.of(
            "works no more",
            "work no more",
            "works on until",
            "no more than",
            "lets it in",
            "let it in",
            "let in",
            "lets them in",
            "lets an identity provider in",
            "put beside",
            "put a new",
            "if it shall",
            "shall ",
            "there is no way back",
            "whoever",
            "whom",
            "in whatever case",
            "case counts",
            "nobody has it",
            "users have it",
            "nobody gets",
            "nobody else",
            "have no default",
            "make it the default",
            "forbid it to",
            "not for identity providers",
            "to enter in okta",
            "the server's words",
            "the words of the server",
            "not seen yet",
            "take the assignment away",
            "change something",
            "there is nothing",
            "or not any more",
            "not any more",
            "any more",
            "that did not work",
            "not sent by a page",
            "is there now",
            "organization is there",
            "present password",
            "a password of your own",
            "that you were given",
            "do not belong together",
            "is not right",
            "needs a look",
            "an operator ends",
            "ends soon",
            "good for",
            "may only read",
            "shown this once",
            "this once",
            "nothing is known",
            "does not learn of",
            "refused from now on",
            "is refused, so",
            "none that can be",
            "user name",
            "e-mail",
            "tells of",
            "by half",
            "of before",
            "mend",
            "well formed",
            "it is there",
            "it is gone",
            "as it is now");

    static Stream<Path> texts() throws IOException {
        try (Stream<Path> files = Files.walk(SERVER.resolve("console"))) {
            return Stream.concat(
                    files.filter(file -> file.toString().matches(".*\\.(jte|properties|js)")).toList().stream(),
                    Stream.of(SERVER.resolve("admin/openapi.json")));
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void usesPlainEnglish(Path file) throws IOException {
        List<String> lines = Files.readString(file)
                .lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(lines).isNotEmpty();
        assertThat(AVOIDED.stream().flatMap(phrase -> lines.stream()
                        .filter(line -> line.contains(phrase))
                        .map(line -> phrase + " in: " + line)))
                .isEmpty();
    }
}
