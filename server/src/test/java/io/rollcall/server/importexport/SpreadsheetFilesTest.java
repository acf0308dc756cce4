package io.rollcall.server.importexport;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes that spreadsheets and identity providers write, and what is read of them. */
class SpreadsheetFilesTest {
    private static final int[] UTF_8_MARK = {0xEF, 0xBB, 0xBF};
    private static final int[] LITTLE_ENDIAN = {0xFF, 0xFE};
    private static final int[] BIG_ENDIAN = {0xFE, 0xFF};
    private static final int[] NONE = {};
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    static Stream<Arguments> files() {
        return Stream.of(
                file("Excel, CSV UTF-8", UTF_8_MARK, "userName,title\r\nj@x.test,Büro\r\n", UTF_8),
                file("Excel, Unicode text", LITTLE_ENDIAN, "userName\ttitle\r\nj@x.test\tBüro\r\n", UTF_16LE),
                file("big-endian", BIG_ENDIAN, "userName;title\nj@x.test;Büro\n", UTF_16BE),
                file("Excel, German", UTF_8_MARK, "userName;title\r\nj@x.test;Büro\r\n", UTF_8),
                file("Excel, told the separator", UTF_8_MARK, "sep=;\r\nuserName;title\r\nj@x.test;Büro\r\n", UTF_8),
                file("told in quotes", NONE, "\"SEP=\t\"\r\nuserName\ttitle\r\nj@x.test\tBüro\r\n", UTF_8),
                file("told and padded", NONE, "sep=,,,\r\nuserName,title\r\nj@x.test,Büro\r\n", UTF_8),
                file("LibreOffice, all quoted", NONE, "\"userName\",\"title\"\n\"j@x.test\",\"Büro\"\n", UTF_8),
                file("Google Sheets, no last line end", NONE, "userName,title\r\nj@x.test,Büro", UTF_8),
                file("old Mac", NONE, "userName,title\rj@x.test,Büro\r", UTF_8),
                file("mixed line ends", NONE, "userName,title\r\r\n\nj@x.test,Büro\n\r", UTF_8),
                file("Ctrl-Z", NONE, "userName,title\r\nj@x.test,Büro\r\n\u001a", UTF_8),
                file("Ctrl-Z at once", NONE, "userName,title\r\nj@x.test,\"Büro\"\u001a", UTF_8),
                file("Ctrl-Z and a line end", NONE, "userName,title\r\nj@x.test,Büro\r\n\u001a\r\n", UTF_8),
                file(
                        "empty rows",
                        NONE,
                        "\r\n;;\r\nuserName;title\r\n;\r\n\r\n\"\";\" \"\r\nj@x.test;Büro\r\n;\r\n",
                        UTF_8),
                file("empty columns", NONE, "userName;title;;;\r\nj@x.test;Büro;;;\r\n;;;;\r\n", UTF_8),
                file("longer rows", NONE, "userName,title\r\nj@x.test,Büro,, ,\r\n", UTF_8),
                file("an empty column first", NONE, ",userName,title\r\n,j@x.test,Büro\r\n", UTF_8),
                file("blanks", NONE, " userName , TITLE\u00a0\r\n j@x.test ,\u00a0 Büro \r\n", UTF_8),
                file("blanks in quotes", NONE, "\" UserName\" ; \"title \"\r\n \"j@x.test \" ; \"Büro\" \r\n", UTF_8),
                file("two marks", UTF_8_MARK, "\ufeffuserName,title\r\nj@x.test,Büro\r\n", UTF_8),
                file("tabs and commas in a cell", NONE, "userName\ttitle\r\nj@x.test\tBüro\r\n", UTF_8));
    }

    private static Arguments file(String program, int[] mark, String text, Charset charset) {
        return Arguments.of(program, ImportFiles.marked(mark, text, charset));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void areReadWhicheverProgramWroteThem(String program, byte[] bytes) {
        assertThat(ImportFiles.users(ImportFiles.csv(bytes))).as(program).containsExactly(jane());
    }

    private static ObjectNode jane() {
        return JsonUsers.document("{\"userName\": \"j@x.test\", \"title\": \"Büro\"}");
    }

    static Stream<Arguments> jsonFiles() {
        String text = "{\"userName\": \"j@x.test\", \"title\": \"Büro\"}";
        return Stream.of(
                file("mark", UTF_8_MARK, text + "\n", UTF_8),
                file("mark, CRLF, no end", UTF_8_MARK, "\r\n" + text, UTF_8),
                file("PowerShell", LITTLE_ENDIAN, text + "\r\n", UTF_16LE),
                file("big-endian", BIG_ENDIAN, text + "\r\n", UTF_16BE),
                file("CR", NONE, text + "\r\r", UTF_8),
                file("Ctrl-Z", NONE, text + "\r\n\u001a", UTF_8),
                file("Ctrl-Z at once", NONE, text + "\u001a", UTF_8),
                file("blanks", NONE, "\u00a0" + text + " \u00a0\n \u00a0\n", UTF_8),
                file("a mark inside", NONE, "\n\ufeff" + text + "\n", UTF_8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jsonFiles")
    void areReadAsJsonLinesToo(String program, byte[] bytes) {
        assertThat(ImportFiles.users(ImportFiles.file(Format.JSONL, bytes, Optional.empty())))
                .as(program)
                .containsExactly(jane());
    }

    @Test
    void areReadInTheEncodingThatIsNamed() {
        String text = "userName,title\r\nj@x.test,Büro\r\n";
        assertThat(read(text.getBytes(WINDOWS_1252), ImportFile.Encoding.WINDOWS_1252))
                .containsExactly(jane());
        assertThat(read(text.getBytes(UTF_16LE), ImportFile.Encoding.UTF_16)).containsExactly(jane());
        assertThat(read(text.getBytes(UTF_16BE), ImportFile.Encoding.UTF_16)).containsExactly(jane());
        assertThat(read(ImportFiles.marked(UTF_8_MARK, text, UTF_8), ImportFile.Encoding.WINDOWS_1252))
                .containsExactly(jane());
    }

    private static List<ObjectNode> read(byte[] bytes, ImportFile.Encoding encoding) {
        return ImportFiles.users(ImportFiles.file(Format.CSV, bytes, Optional.of(encoding)));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                refused("line 2, column 11", "the bytes FC", "--encoding windows-1252", bytes(WINDOWS_1252)),
                refused("line 1, column 2", "NUL", "--encoding utf-16", bytes(UTF_16LE)),
                refused("line 1, column 1", "NUL", "--encoding utf-16", bytes(UTF_16BE)),
                refused(
                        "line 2, column 3",
                        "UTF-16LE",
                        "CSV UTF-8",
                        ImportFiles.marked(LITTLE_ENDIAN, "userName\r\n\ud83d\ude00x", UTF_16LE, 0x00, 0xDC, 'y', 0)),
                refused(
                        "line 2, column 2",
                        "E2 82",
                        "CSV UTF-8",
                        ImportFiles.marked(NONE, "userName\na", UTF_8, 0xE2, 0x82)),
                refused("workbook", ".xlsx", "CSV UTF-8", new byte[] {'P', 'K', 3, 4, 20, 0}),
                refused("UTF-32", "not text", "CSV UTF-8", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0, 'u', 0, 0, 0}),
                refused("no row of headings", "userName", "id", new byte[0]),
                refused("quote that opens", "line 3", "never closed", "userName\na\n\"b\nc\nd\n".getBytes(UTF_8)),
                refused("quote that opens", "line 2", "never closed", "\n\"userName\na".getBytes(UTF_8)),
                refused("line 2, column 4", "closing quote", "twice", "userName\n\"a\"b\n".getBytes(UTF_8)),
                refused("separator '|'", "commas", "tabs", "sep=|\nuserName|title\n".getBytes(UTF_8)));
    }

    private static Arguments refused(String first, String second, String third, byte[] bytes) {
        return Arguments.of(first, second, third, bytes);
    }

    private static byte[] bytes(Charset charset) {
        return "userName,title\r\nj@x.test,Büro\r\n".getBytes(charset);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void areRefusedWithTheirNameThePlaceAndTheRemedy(String first, String second, String third, byte[] bytes) {
        assertThatThrownBy(() -> ImportFiles.users(ImportFiles.csv(bytes)))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("people.csv", first, second, third);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", " ", "a,", ",", "\"\"", "\"\" "})
    void withoutEndAreRefusedInBoundedMemory(String repeated) {
        InputStream start = new ByteArrayInputStream("userName,title\na,".getBytes(UTF_8));
        ImportFile file = new ImportFile(
                "people.csv",
                Format.CSV,
                Optional.empty(),
                Optional.empty(),
                () -> new SequenceInputStream(start, new Endless(repeated)));
        assertThatThrownBy(() -> ImportFiles.users(file))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("people.csv", "line");
    }

    @Test
    void ofJsonLinesLoseOnlyALineThatIsTooLong() throws Exception {
        String text = "{\"userName\":\"" + "x".repeat(2_000) + "\"}\n{\"userName\":\"b\"}\n";
        try (Format.Lines lines = Format.open(ImportFile.of(Format.JSONL, text), ImportFiles.CONFIG)) {
            assertThatThrownBy(() -> lines.next().orElseThrow().parse())
                    .hasMessageContainingAll("longer than", "import.max-line-characters");
            assertThat(lines.next().orElseThrow().number()).isEqualTo(2);
        }
    }

    @Test
    void haveTheirLinesCountedAsAnEditorDoes() {
        String text = "sep=,\r\nuserName,title\r\n\r\na,\"1\r\n2\"\r\n,\r\nb,x\rc,y\n";
        Map<String, Long> numbers = ImportFiles.lines(ImportFile.of(Format.CSV, text)).stream()
                .collect(Collectors.toMap(line -> line.content().userName(), ImportedLine::number));
        assertThat(numbers).isEqualTo(Map.of("a", 4L, "b", 7L, "c", 8L));
    }

    /** Repeats a text endlessly. */
    private static final class Endless extends InputStream {
        private final String text;
        private int read;

        Endless(String text) {
            this.text = text;
        }

        @Override
        public int read() {
            return text.charAt(read++ % text.length());
        }
    }
}
