package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Prose;
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
    private static final Path SERVER = MODULES.resolve("server/src/main");
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

    /** Names of two words or more, which occur in prose only by mistake. File names, members and members' owners are no prose. */
    private static final Pattern NAME_IN_PROSE =
            Pattern.compile("(?<![\\w./\"$#-]|@throws |@see )([A-Z][a-z]+[A-Z]\\w*)(?![\\w\"\\[=]|\\.\\w)");

    /** Names of types that are also words of SCIM. */
    private static final Set<String> WORDS_OF_SCIM = Set.of("UserName", "SearchRequest");

    private static final Pattern FORMATS =
            Pattern.compile(".*\\.(java|md|properties|conf|json|jte|xml|js|css|sh|yaml)");

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

    /** A type that is renamed by search and replace takes its name's homonyms in sentences with it. */
    @Test
    void noSentenceUsesTheNameOfATypeAsAWord() throws IOException {
        Set<String> names = types().stream()
                .filter(type -> type.file().toString().contains("/main/"))
                .map(Type::name)
                .filter(name -> !WORDS_OF_SCIM.contains(name))
                .collect(Collectors.toSet());
        List<String> findings = new ArrayList<>();
        List<Path> files = proseFiles();
        for (Path file : files) {
            String prose = file.startsWith(SERVER) ? Prose.withStrings(file) : Prose.of(file);
            NAME_IN_PROSE
                    .matcher(prose)
                    .results()
                    .filter(found -> names.contains(found.group(1)))
                    .forEach(found -> findings.add(file.getFileName() + ": "
                            + prose.substring(found.start(), Math.min(prose.length(), found.end() + 30))));
        }
        assertThat(files).hasSizeGreaterThan(500);
        assertThat(findings).isEmpty();
    }

    private static List<Path> proseFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root :
                List.of("docs", "server/src", "extensions/src", "benchmarks/src", "reliability/src", "sql")) {
            try (Stream<Path> found = Files.walk(MODULES.resolve(root))) {
                found.filter(Files::isRegularFile)
                        .filter(file -> FORMATS.matcher(file.toString()).matches())
                        .forEach(files::add);
            }
        }
        for (String document : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md")) {
            files.add(MODULES.resolve(document));
        }
        return files;
    }
}
