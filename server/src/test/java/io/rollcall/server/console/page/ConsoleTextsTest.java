package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.events.EventType;
import io.rollcall.server.kernel.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All that the console says is in one bundle, and all that is in the bundle is said. */
class ConsoleTextsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/rollcall/server/console");
    private static final Pattern KEY_IN_TEMPLATE = Pattern.compile("\\.t\\(\"([a-z0-9.-]+)\"[,)]");
    private static final Pattern WORDS_BETWEEN_TAGS = Pattern.compile(">\\s*([A-Za-z][a-z]+(?: [a-z]+)*)\\s*<");
    private static final Pattern NUMBERED = Pattern.compile("\\{\\d");

    /** Okta's own term, the same in every language. */
    private static final Set<String> NAMES = Set.of("string");

    private final ConsoleTexts texts = ConsoleTexts.english();

    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Set<String> keys() {
        return files("texts.properties").stream()
                .flatMap(file -> read(file).lines())
                .filter(line -> !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void hasEveryKeyThatATemplateNames() {
        Set<String> named = files(".jte").stream()
                .flatMap(file -> KEY_IN_TEMPLATE.matcher(read(file)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(keys()).containsAll(named);
    }

    @Test
    void hasNoKeyThatNobodyUses() {
        String all = Stream.concat(files(".jte").stream(), files(".java").stream())
                .map(ConsoleTextsTest::read)
                .collect(Collectors.joining());
        assertThat(keys().stream().filter(key -> !isUsed(key, all))).isEmpty();
    }

    /** By its whole name, or by the beginning to which a program adds the rest. */
    private static boolean isUsed(String key, String sources) {
        if (sources.contains("\"" + key + "\"")) {
            return true;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            if (sources.contains("\"" + key.substring(0, dot + 1) + "\"")) {
                return true;
            }
        }
        return isMadeUp(key, sources);
    }

    /** Whether the program builds the key from a constant with a prefix or suffix. */
    private static boolean isMadeUp(String key, String sources) {
        return key.endsWith(".fix")
                || key.startsWith("advice.")
                || key.startsWith("alert.")
                || key.startsWith("role.") && sources.contains("\"role.\" + ")
                || key.startsWith("done.") && sources.contains("\"" + key.substring("done.".length()) + "\"")
                || key.startsWith("done.role-");
    }

    @Test
    void namesEveryKindOfActivityAndActor() {
        assertThat(Arrays.stream(ActivityKind.values()).map(kind -> "kind." + kind.label()))
                .allMatch(texts::has);
        assertThat(Arrays.stream(EventType.values())
                        .map(type -> "webhook.types." + type.label().replaceFirst("\\..*", "")))
                .allMatch(texts::has);
        assertThat(Arrays.stream(AuditKind.values()).map(kind -> "kind." + kind.label()))
                .allMatch(texts::has);
        assertThat(Arrays.stream(AuditEntry.Outcome.values()).map(outcome -> "audit.outcome." + outcome.name()))
                .allMatch(texts::has);
        assertThat(Arrays.stream(Actor.Kind.values()).map(kind -> "actor." + kind.name()))
                .allMatch(texts::has);
    }

    @Test
    void noTemplateHasWordsOfItsOwn() {
        assertThat(files(".jte")).hasSizeGreaterThan(20).allSatisfy(file -> assertThat(WORDS_BETWEEN_TAGS
                        .matcher(markup(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(word -> !NAMES.contains(word)))
                .as(file.toString())
                .isEmpty());
    }

    /** A template without its program. */
    private static String markup(Path file) {
        return read(file).replaceAll("(?m)^@(param|import).*$", "").replaceAll("\\$\\{[^}]*}", "");
    }

    @Test
    void writesApostrophesTwiceWhereTheTextHasArguments() {
        files("texts.properties").stream()
                .flatMap(file -> read(file).lines())
                .filter(line -> line.contains("'"))
                .forEach(line -> assertThat(line.contains("''"))
                        .as(line)
                        .isEqualTo(NUMBERED.matcher(line).find()));
    }

    @Test
    void putsArgumentsInTheirPlaces() {
        assertThat(texts.get("number", 1_234_567L)).isEqualTo("1,234,567");
        assertThat(texts.get("role.holders", 0)).isEqualTo("No users");
        assertThat(texts.get("role.holders", 1)).isEqualTo("1 user");
        assertThat(texts.get("role.holders", 1_500)).isEqualTo("1,500 users");
        assertThat(texts.get("alert.expiring", "Okta", "31 Jan 2027")).contains("\"Okta\"");
    }
}
