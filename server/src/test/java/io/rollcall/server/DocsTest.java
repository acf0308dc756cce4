package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.config.Settings;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }
}
