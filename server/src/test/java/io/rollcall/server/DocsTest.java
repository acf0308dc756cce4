package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rollcall.server.config.Settings;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements in the documents agree with the program. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path MAIN = Path.of("src", "main", "java", "io", "rollcall", "server");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");

    static Iterable<String> settings() {
        return Settings.keys();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void listsEachSettingWithItsVariableAndDefault(String key) throws IOException {
        String value = Settings.load(Map.of(), Map.of()).secret(key);
        assertThat(read("docs/configuration.md"))
                .contains("| `%s` | `%s` | %s |"
                        .formatted(
                                key, Settings.environmentName(key), value.isEmpty() ? "(empty)" : "`" + value + "`"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/okta.md"})
    void namesEachRoleThatAnOrganizationStartsWith(String document) throws IOException {
        String text = read(document);
        assertThat(Roles.defaults()).hasSize(6).allSatisfy(role -> assertThat(text)
                .contains("`" + role.value() + "`")
                .contains(role.displayName()));
        assertThat(Roles.defaults())
                .filteredOn(role -> role.kind() == Role.Kind.GROUP)
                .hasSize(2);
    }

    /** The build has no Docker daemon, so this checks only the names. */
    @Test
    void namesInDockerMdWhatComposeYamlHas() throws IOException {
        JsonNode compose = new YAMLMapper().readTree(read("compose.yaml"));
        String text = read("docs/docker.md");
        List<String> executed = Pattern.compile("docker compose exec (?:-T )?(\\S+) (\\S+)")
                .matcher(text)
                .results()
                .peek(match -> assertThat(match.group(2)).isEqualTo("rollcall"))
                .map(match -> match.group(1))
                .toList();
        assertThat(executed).isNotEmpty().allSatisfy(service -> assertThat(compose.at("/services/" + service))
                .as(service)
                .isNotEmpty());
        List<String> contained = Pattern.compile("docker (?:exec|logs -f|logs) ([a-z-]+)")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(contained).isNotEmpty().allSatisfy(container -> assertThat(text)
                .contains("--name " + container + " "));
        String secret =
                compose.at("/secrets/database-password/file").textValue().replace("./", "");
        for (String document : List.of("docs/docker.md", "compose.yaml")) {
            assertThat(read(document))
                    .contains("mkdir -p -m 700 secrets", "> " + secret, "chmod 444 " + secret)
                    .doesNotContain("secrets/password");
        }
        assertThat(read("Dockerfile")).contains("USER 10001:10001");
    }

    @Test
    void createsNoSecondDemoOrganizationInATrial() throws IOException {
        String trial = read("docs/docker.md").split("\n## ")[1];
        assertThat(trial).startsWith("A trial").doesNotContain("organization create acme");
    }

    @Test
    void listsTheMembersOfALogLine() throws IOException {
        assertThat(read("docs/operations.md"))
                .contains(
                        "| `timestamp` |",
                        "| `level` |",
                        "| `logger`, `thread` |",
                        "| `message` |",
                        "| `request`, `trace` |",
                        "| `stack_trace` |");
    }

    @Test
    void promisesInSecurityMdOnlyWhatATestHolds() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        List<String> named = Pattern.compile("`(\\w+(?:Test|IT))`")
                .matcher(read("SECURITY.md"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(15).allSatisfy(name -> assertThat(tests)
                .contains(name));
    }

    @Test
    void namesInArchitectureMdOnlyTypesThatExist() throws IOException {
        Set<String> types = new HashSet<>();
        for (Path source : sources()) {
            TYPE.matcher(Files.readString(source)).results().forEach(match -> types.add(match.group(1)));
        }
        List<String> named = Pattern.compile("`(?:[a-z]+\\.)*([A-Z][a-z]+[A-Z]\\w*)(?:\\.\\w+)?`")
                .matcher(read("docs/architecture.md"))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(100).allSatisfy(name -> assertThat(types)
                .contains(name));
    }

    @Test
    void namesInArchitectureMdOnlyPackagesThatHaveTheirTypes() throws IOException {
        List<String> named = Pattern.compile("`((?:[a-z]+\\.)+[A-Z]\\w+)")
                .matcher(read("docs/architecture.md"))
                .results()
                .map(match -> match.group(1).replace('.', '/'))
                .filter(name -> !name.startsWith("page/"))
                .toList();
        assertThat(named).hasSizeGreaterThan(70).allSatisfy(name -> assertThat(MAIN.resolve(name + ".java"))
                .exists());
    }

    /** A type that is declared in several files needs the method in one of them. Methods of libraries are not looked up. */
    @Test
    void namesInArchitectureMdOnlyMethodsThatExist() throws IOException {
        Map<String, String> declaring = new HashMap<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            TYPE.matcher(text).results().forEach(match -> declaring.merge(match.group(1), text, String::concat));
        }
        List<String> named = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w+\\.(?!xml)[a-z]\\w+)`")
                .matcher(read("docs/architecture.md"))
                .results()
                .map(match -> match.group(1))
                .filter(name -> declaring.containsKey(name.split("\\.")[0]))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(named)
                .filteredOn(name -> !declares(declaring.get(name.split("\\.")[0]), name.split("\\.")[1]))
                .isEmpty();
    }

    private static boolean declares(String source, String method) {
        return Pattern.compile("(?<!\\breturn|\\bnew|\\belse)[\\w>\\]] " + method + "[(,)]")
                .matcher(source)
                .find();
    }

    @Test
    void listsEachPackageInArchitectureMd() throws IOException {
        String text = read("docs/architecture.md");
        List<String> packages = sources().stream()
                .filter(source -> source.startsWith(MAIN))
                .map(source -> MAIN.relativize(source.getParent()).toString().replace('/', '.'))
                .filter(name -> !name.matches("(cli|console)\\..*"))
                .distinct()
                .toList();
        assertThat(packages).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(text)
                .containsPattern("\\| [^|]*`" + Pattern.quote(name) + "`"));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path root : List.of(Path.of("src"), ROOT.resolve("extensions/src"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }
}
