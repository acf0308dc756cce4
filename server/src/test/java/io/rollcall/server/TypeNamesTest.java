package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Types have names that engineers of this field search for: in all modules, and in tests as well. */
class TypeNamesTest {
    private static final Path MODULES = Path.of("..");
    private static final Pattern TYPE = Pattern.compile("^[^*/\"]*\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");
    private static final Pattern DESCRIBED = Pattern.compile("Described\\w*");

    /** Words that had a meaning in this project alone. */
    private static final Set<String> PRIVATE_WORDS = Set.of(
            // http
            "Patience",
            "Places",
            "Gate",
            "Entry",
            "OnDemand",
            "WholeRequests",
            "KeptConnection",
            "ReadableHeaders",
            "RequestHead",
            "Refused",
            "HttpServer",
            // users
            "Newcomer",
            "Newcomers",
            "EarlierLife",
            "Mentions",
            "Start",
            "Relation",
            "Totals",
            "Account",
            "ActiveMember",
            "Folding",
            // scim
            "Said",
            "Spelling",
            "Place",
            "Seal",
            "Selections",
            "Choice",
            "Members",
            "Failures",
            "WrongValue",
            "Measurements",
            "AnswerType",
            "Discovery",
            // admin, console, cli
            "Takes",
            "Words",
            "Asked",
            "Frame",
            "Frames",
            "Attention",
            "Attentions",
            "Moments",
            "Answer",
            // others
            "Belongings",
            "Scrub",
            "Names",
            "RoleUse",
            "Access",
            "OrderlyEnd",
            "Admission",
            "Paths");

    private record Type(String name, Path file) {}

    private static List<Type> types() throws IOException {
        try (Stream<Path> modules = Files.list(MODULES)) {
            List<Type> types = new ArrayList<>();
            modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .forEach(sources -> addTo(types, sources));
            return types;
        }
    }

    private static void addTo(List<Type> types, Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher type = TYPE.matcher(line);
                    if (type.find()) {
                        types.add(new Type(type.group(1), file));
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void noTypeHasAPrivateWordForItsName() throws IOException {
        List<Type> types = types();
        assertThat(types).extracting(Type::name).contains("TypeNamesTest", "Type", "RollcallHttpServer");
        assertThat(types)
                .filteredOn(type -> PRIVATE_WORDS.contains(type.name())
                        || DESCRIBED.matcher(type.name()).matches())
                .isEmpty();
    }

    @Test
    void noTwoFilesOfTheServerShareAName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".java") && !name.endsWith("-info.java"))
                            .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                    .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
        }
    }
}
