package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvHeadingsTest {
    private static Optional<String> title(String table, Optional<ImportFile.Separator> separator) {
        ImportFile file = ImportFiles.csv(table.getBytes(StandardCharsets.UTF_8));
        ImportFile told = new ImportFile(file.name(), file.format(), file.encoding(), separator, file.content());
        return ImportFiles.users(told).stream()
                .map(user -> user.path("title").asText())
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName;title\na;b,c,d",
                "\"userName\";\"title\"\n\"a\";\"b,c,d\"",
                "userName\ttitle\na\tb,c,d",
                "userName,title\na,\"b,c,d\"",
                "USERNAME ; Title ;;\na;b,c,d;;"
            })
    void tellTheSeparator(String table) {
        assertThat(title(table, Optional.empty())).contains("b,c,d");
    }

    @Test
    void areSeparatedAsTheOperatorSays() {
        assertThat(title("sep=,\nuserName;title\na;b", Optional.of(ImportFile.Separator.SEMICOLON)))
                .contains("b");
        assertThatThrownBy(() -> title("userName;title\na;b", Optional.of(ImportFile.Separator.COMMA)))
                .hasMessageContaining("There is no column 'userName;title'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Login|userName",
                "userPrincipalName|userName",
                "user_name|userName",
                "userNam|userName",
                "E-Mail|emails[work]",
                "First name|name.givenName",
                "surname|name.familyName",
                "displayNames|displayName",
                "Job Title|title",
                "cost centre|costCenter",
                "Manager ID|manager",
                "manager.userNam|manager.userName"
            })
    void thatAreUnknownAreComparedWithThoseThatExist(String heading, String meant) {
        assertThatThrownBy(() -> title("userName," + heading + "\na,b", Optional.empty()))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll(
                        "people.csv",
                        "There is no column '" + heading + "'",
                        "Did you mean '" + meant + "'?",
                        "costCenter,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shoe", "x", "--", "Vorname", "=cmd|' /C calc'!A0"})
    void thatResembleNoneAreAnsweredWithTheList(String heading) {
        assertThatThrownBy(() -> title("userName;" + heading + "\na;b", Optional.empty()))
                .hasMessageContaining("There is no column '" + heading + "'. The columns are id, userName,");
    }

    @Test
    void areThereOnce() {
        assertThatThrownBy(() -> title("title;userName; TITLE \na;b;c", Optional.empty()))
                .hasMessageContaining("columns 1 and 3 both have the heading 'title'");
    }

    @Test
    void standOverEveryValue() throws Exception {
        String table = "userName;;title\na;x;b\n";
        try (Format.Lines lines = Format.open(ImportFile.of(Format.CSV, table), ImportFiles.CONFIG)) {
            assertThatThrownBy(() -> lines.next().orElseThrow().parse())
                    .hasMessageContaining("cell 2 has a value and no heading");
        }
    }
}
