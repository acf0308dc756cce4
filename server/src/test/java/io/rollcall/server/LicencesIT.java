package io.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped may be shipped: the bill of materials knows every jar, and a licence of each that goes with Apache-2.0. */
class LicencesIT {
    private static final Path DISTRIBUTION = Path.of("target", "rollcall");

    /**
     * One of a component's has to be among these. The weak copyleft ones (EPL, LGPL) ask that the library stays a jar of its
     * own, unchanged, which can be replaced; so it does. Bouncy Castle's is MIT's under its own name.
     */
    private static final Set<String> GO_WITH_OURS = Set.of(
            "Apache-2.0",
            "MIT",
            "Bouncy Castle Licence",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "0BSD",
            "EPL-2.0",
            "LGPL-2.1-or-later");

    private final List<JsonNode> components = components();

    @Test
    void eachComponentHasOneThatGoesWithOurs() {
        Map<String, List<String>> licences =
                components.stream().collect(Collectors.toMap(LicencesIT::fileName, LicencesIT::licences));
        assertThat(licences)
                .isNotEmpty()
                .allSatisfy((name, found) -> assertThat(found).as(name).containsAnyElementsOf(GO_WITH_OURS));
    }

    @Test
    void eachJarIsInTheBillOfMaterials() throws IOException {
        Set<String> known = components.stream().map(LicencesIT::fileName).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(DISTRIBUTION.resolve("lib"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jar")))
                    .isNotEmpty()
                    .filteredOn(name -> !name.startsWith("rollcall-server-"))
                    .allSatisfy(name -> assertThat(known).contains(name));
        }
    }

    private static List<JsonNode> components() {
        try {
            JsonNode bom =
                    new JsonMapper().readTree(DISTRIBUTION.resolve("bom.json").toFile());
            return bom.path("components").valueStream().toList();
        } catch (IOException failure) {
            throw new AssertionError("no bill of materials", failure);
        }
    }

    private static String fileName(JsonNode component) {
        return component.path("name").textValue() + "-"
                + component.path("version").textValue() + ".jar";
    }

    private static List<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(licence -> licence.path("license"))
                .map(licence -> licence.path("id").asText(licence.path("name").asText()))
                .toList();
    }
}
