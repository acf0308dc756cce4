package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What the documents say of the program is what it does. */
class DocsTest {
    private static final Path ROOT = Path.of("..");

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
                .filteredOn(role -> role.kind() == RoleKind.GROUP)
                .hasSize(2);
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

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }
}
