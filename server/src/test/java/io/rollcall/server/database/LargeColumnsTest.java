package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement that selects several rows with columns of up to megabytes gets them one by one, and its reader bounds them. */
class LargeColumnsTest {
    private static final List<String> LARGE = List.of("document", "search", "changes", "detail");

    private static final Pattern FRAGMENT = Pattern.compile("<sql id=\"(\\w+)\">(.*?)</sql>", Pattern.DOTALL);
    private static final Pattern INCLUDE = Pattern.compile("<include refid=\"(\\w+)\"/>");
    private static final Pattern SELECT =
            Pattern.compile("<select id=\"(\\w+)\"([^>]*)>(.*?)</select>", Pattern.DOTALL);

    /** All columns of a unique key, or a limit of one row. */
    private static final Pattern ONE_ROW = Pattern.compile(
            "(?s).*(LIMIT 1\\s*$|\\bid = #\\{id}|user_name_key = #\\{userNameKey}\\s*$|\\bhash = #\\{hash}).*");

    static Stream<Path> mappers() throws IOException {
        return MapperXmlTest.mappers();
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void comeRowByRowIfThereAreSeveral(Path mapper) throws IOException {
        assertThat(violations(Files.readString(mapper))).as(mapper.toString()).isEmpty();
    }

    /** Only a handler can bound what is read: a list is whole before its reader sees the first row. */
    @ParameterizedTest
    @MethodSource("mappers")
    void areTakenByAHandler(Path mapper) throws IOException {
        Path java = Path.of(mapper.toString().replace(".xml", ".java"));
        String methods = Files.readString(java);
        String sql = Files.readString(mapper);
        for (MatchResult select : SELECT.matcher(sql).results().toList()) {
            if (select.group(2).contains("fetchSize=\"1\"")) {
                assertThat(methods)
                        .as("%s.%s", java, select.group(1))
                        .containsPattern("(?s)void " + select.group(1) + "\\([^;]*RowConsumer<\\w+> rows\\);");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<select id=\"list\">SELECT id, document FROM t WHERE organization_id = #{o} LIMIT #{limit}</select>",
                "<select id=\"list\">SELECT u.document FROM t u</select>",
                "<sql id=\"columns\">id, changes</sql><select id=\"a\">SELECT <include refid=\"columns\"/> FROM t</select>"
            })
    void areFoundInOtherStatements(String sql) {
        assertThat(violations(sql)).isNotEmpty();
    }

    @Test
    void areNotMistakenForConditions() {
        assertThat(violations("<select id=\"list\">SELECT id, document LIKE '%x%' AS affected FROM t</select>"))
                .isEmpty();
    }

    private static List<String> violations(String mapper) {
        Map<String, String> fragments = FRAGMENT.matcher(mapper)
                .results()
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
        return SELECT.matcher(mapper)
                .results()
                .filter(select -> !select.group(2).contains("fetchSize=\"1\""))
                .map(select -> select.group(1) + ": " + expanded(select.group(3), fragments))
                .filter(LargeColumnsTest::selectsLargeColumn)
                .filter(text -> !ONE_ROW.matcher(text).matches())
                .toList();
    }

    private static String expanded(String sql, Map<String, String> fragments) {
        Function<MatchResult, String> text = include -> Matcher.quoteReplacement(fragments.get(include.group(1)));
        String once = INCLUDE.matcher(sql).replaceAll(text);
        return once.equals(sql) ? sql : expanded(once, fragments);
    }

    private static boolean selectsLargeColumn(String statement) {
        String columns = statement.split("\\bFROM\\b", 2)[0];
        return LARGE.stream().anyMatch(column -> Pattern.compile("(?<![(\\w])" + column + "\\b(?! LIKE)")
                .matcher(columns)
                .find());
    }
}
