package io.rollcall.server.importexport;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that spreadsheets saved, imported from the command line. */
class SpreadsheetImportIT {
    private static final String TABLE = "userName;displayName\r\njané@c.test;Jané\r\nbo@c.test;\"Bo \"\"B\"\"\"\r\n";

    private final TestCommands rollcall = new TestCommands(TestServer.shared());
    private final TestOrganization organization = TestOrganization.create();

    @TempDir
    private Path folder;

    @Test
    void makesTheUsersOfATableFromExcel() throws IOException {
        assertThat(created("excel.csv", ("\ufeff" + TABLE).getBytes(UTF_8))).isEqualTo(2);
        assertThat(name("jané@c.test")).isEqualTo("Jané");
        assertThat(name("bo@c.test")).isEqualTo("Bo \"B\"");
        assertThat(report(imported("excel.csv")).path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void makesTheUsersOfAUnicodeTextFile() throws IOException {
        assertThat(created("excel.txt", ("\ufeff" + TABLE.replace(';', '\t')).getBytes(UTF_16LE)))
                .isEqualTo(2);
    }

    /** Files as they were once refused, byte for byte. */
    @ParameterizedTest
    @CsvSource({"C1-bom.csv, 1", "C1-bom.jsonl, 2"})
    void makesTheUsersOfRecordedFiles(String name, int users) throws IOException {
        try (InputStream recorded = SpreadsheetImportIT.class.getResourceAsStream("/cases/" + name)) {
            assertThat(created(name, recorded.readAllBytes())).isEqualTo(users);
        }
    }

    @Test
    void makesTheUsersOfMarkedJsonLines() throws IOException {
        String lines = "\ufeff{\"userName\":\"a@c.test\"}\n{\"userName\":\"b@c.test\"}\n";
        assertThat(created("bom.jsonl", lines.getBytes(UTF_8))).isEqualTo(2);
    }

    @Test
    void readsWindows1252WhereItIsNamedAndElseSaysHow() throws IOException {
        Files.write(folder.resolve("old.csv"), TABLE.getBytes(Charset.forName("windows-1252")));
        Ended refused = imported("old.csv");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains("old.csv", "line 2, column 4", "E9", "--encoding windows-1252")
                .doesNotContain("Exception", "\tat ");
        assertThat(organization.client().get("/Users").text("/totalResults")).isEqualTo("0");

        assertThat(report(imported("old.csv", "--encoding", "Windows-1252", "--separator", "semicolon"))
                        .path("created")
                        .asInt())
                .isEqualTo(2);
        assertThat(name("jané@c.test")).isEqualTo("Jané");
    }

    @Test
    void writesNothingOfAFileThatCannotBeReadToItsEnd() throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(folder.resolve("cut.csv"))) {
            file.write("userName,title\n");
            for (int line = 2; line < 2_000; line++) {
                file.write("user" + line + ",x\n");
            }
            file.write("last,\"cut off");
        }
        Ended refused = imported("cut.csv");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("cut.csv", "line 2000", "never closed");
        assertThat(organization.client().get("/Users").text("/totalResults")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--dry-run"})
    void refusesTheSecondLineOfAUserWithTheFirst(String option) throws IOException {
        write("twice.csv", "userName,title", "a@c.test,1", "b@c.test,1", "", "A@C.test,2", "a@c.test,3");
        Ended ended = imported("twice.csv", option);
        assertThat(ended.code()).isEqualTo(1);
        assertThat(report(ended).path("created").asInt()).isEqualTo(2);
        assertThat(report(ended).path("refused").asInt()).isEqualTo(2);
        assertThat(report(ended).at("/problems/0/line").asInt()).isEqualTo(5);
        assertThat(report(ended).at("/problems/0/detail").asText()).contains("Line 2", "same userName", "A@C.test");
        assertThat(report(ended).at("/problems/1/detail").asText()).contains("Line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUE", "True", " true ", "\" FALSE \"", "False"})
    void readsBooleansAsSpreadsheetsWriteThem(String active) throws IOException {
        write("active.csv", "userName,active", "a@c.test," + active);
        assertThat(report(imported("active.csv")).path("created").asInt()).isEqualTo(1);
        assertThat(organization.client().get("/Users").text("/Resources/0/active"))
                .isEqualTo(String.valueOf(active.toLowerCase(Locale.ROOT).contains("true")));
    }

    @Test
    void saysWhatIsWrongWithTheOptions() throws IOException {
        write("a.csv", "userName", "a");
        assertThat(imported("a.csv", "--encoding", "ebcdic"))
                .matches(ended -> ended.code() == 2 && ended.err().contains("Use utf-8, utf-16 or windows-1252."));
        assertThat(imported("a.csv", "--separator", "|"))
                .matches(ended -> ended.code() == 2 && ended.err().contains("Use comma, semicolon or tab."));
        assertThat(imported("a.csv", "--format", "jsonl", "--separator", "tab").err())
                .contains("a.csv", "JSON Lines", "--format csv");
        assertThat(imported("none.csv").err()).contains("none.csv cannot be read (there is no such file)");
        assertThat(imported("").err()).contains("cannot be read").doesNotContain("Exception");
    }

    private long created(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return report(imported(name)).path("created").asLong();
    }

    private String name(String userName) {
        return organization.client().filter("userName eq \"" + userName + "\"").text("/Resources/0/displayName");
    }

    private static JsonNode report(Ended ended) {
        assertThat(ended.err()).doesNotContain("Exception");
        return ended.json();
    }

    private Ended imported(String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "user", "import", organization.slug(), folder.resolve(name).toString()));
        arguments.addAll(List.of(options));
        if (!arguments.contains("--json")) {
            arguments.add("--json");
        }
        return rollcall.run(arguments.toArray(String[]::new));
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), List.of(lines));
    }
}
