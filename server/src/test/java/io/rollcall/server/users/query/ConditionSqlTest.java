package io.rollcall.server.users.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.users.query.Condition.AnyElement;
import io.rollcall.server.users.query.Condition.Constant;
import io.rollcall.server.users.query.Condition.Not;
import io.rollcall.server.users.query.Condition.Or;
import io.rollcall.server.users.query.Condition.Present;
import io.rollcall.server.users.query.Condition.Text;
import io.rollcall.server.users.query.Condition.Time;
import io.rollcall.server.users.query.Condition.True;
import io.rollcall.server.users.query.Operand.Member;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions become SQL that reaches the indexes and carries no value itself. */
class ConditionSqlTest {
    private static final Member FAMILY_NAME = Member.of("name", "familyName");
    private static final Member EMAILS = Member.of("emails");
    private static final Member VALUE = Member.of("value");

    @Test
    void looksUserNamesUpByTheirKey() {
        assertThat(sql(new Text(UserAttribute.USER_NAME, ComparisonOperator.EQUAL, "jane")))
                .isEqualTo(new SqlFragment("u.user_name_key = #{where.values[0]}", List.of("jane")));
    }

    @Test
    void escapesWhatPatternsMeanByThemselves() {
        assertThat(sql(new Text(UserAttribute.USER_NAME, ComparisonOperator.STARTS_WITH, "5%_|\\")))
                .isEqualTo(
                        new SqlFragment("u.user_name_key LIKE #{where.values[0]} ESCAPE '|'", List.of("5|%|_||\\%")));
    }

    @Test
    void saysNoRatherThanUnknownOfAbsentValues() {
        assertThat(sql(new Not(new Text(UserAttribute.EXTERNAL_ID, ComparisonOperator.EQUAL, "x")))
                        .text())
                .isEqualTo("NOT (u.external_id <=> #{where.values[0]})");
        assertThat(sql(new Text(UserAttribute.ROLE, ComparisonOperator.GREATER, "x"))
                        .text())
                .isEqualTo("IFNULL(u.role > #{where.values[0]}, FALSE)");
    }

    @Test
    void findsIdsAsBytesAndNobodyByAnythingElse() {
        assertThat(sql(new Text(UserAttribute.ID, ComparisonOperator.EQUAL, "0190163d-8694-739b-aea5-966c26f8ad91")))
                .isEqualTo(new SqlFragment(
                        "u.id = UNHEX(#{where.values[0]})", List.of("0190163d8694739baea5966c26f8ad91")));
        for (String malformed : List.of("", "1-1-1-1-1", "0190163D-8694-739B-AEA5-966C26F8AD91", "%")) {
            assertThat(sql(new Text(UserAttribute.ID, ComparisonOperator.EQUAL, malformed))
                            .text())
                    .isEqualTo("FALSE");
        }
    }

    @Test
    void comparesNamesByTheirKeyWhileItHoldsThemWhole() {
        assertThat(sql(new Text(FAMILY_NAME, ComparisonOperator.EQUAL, "doe")).text())
                .isEqualTo("u.family_name_key = #{where.values[0]}");
        assertThat(sql(new Text(FAMILY_NAME, ComparisonOperator.GREATER, "doe")).text())
                .isEqualTo("u.family_name_key > #{where.values[0]} AND u.family_name_key <> #{where.values[1]}");
        for (String undecided : List.of("", "x".repeat(128), CaseFolding.ABSENT)) {
            assertThat(sql(new Text(FAMILY_NAME, ComparisonOperator.STARTS_WITH, undecided))
                            .text())
                    .contains("JSON_VALUE(u.search, #{where.values[0]})");
        }
    }

    @Test
    void looksEmailAddressesUpByTheirIndexWithTheOrganizationFirst() {
        assertThat(sql(new AnyElement(EMAILS, new Text(VALUE, ComparisonOperator.EQUAL, "a@b.c"))))
                .isEqualTo(new SqlFragment(
                        "u.id IN (SELECT v.user_id FROM user_values v WHERE v.organization_id = #{organizationId}"
                                + " AND v.attribute = #{where.values[0]} AND v.value_key IN (#{where.values[1]}))",
                        List.of("emails", "a@b.c")));
    }

    @Test
    void asksTheElementItselfAfterTheLookUp() {
        Condition work = new Text(Member.of("type"), ComparisonOperator.EQUAL, "work");
        Condition value = new Text(VALUE, ComparisonOperator.EQUAL, "a@b.c");
        assertThat(sql(new AnyElement(EMAILS, new Condition.And(List.of(work, value))))
                        .text())
                .startsWith("u.id IN (")
                .contains(" AND EXISTS (SELECT 1 FROM JSON_TABLE(u.search, '$.\"emails\"[*]'");
        assertThat(sql(new AnyElement(EMAILS, new Or(List.of(work, value)))).text())
                .startsWith("EXISTS (");
        assertThat(sql(new AnyElement(EMAILS, new Not(value))).text()).startsWith("EXISTS (");
    }

    @Test
    void doesNotTakeAHashForTheText() {
        for (String value : List.of("x".repeat(256), "sha256:" + "0".repeat(64))) {
            assertThat(sql(new AnyElement(EMAILS, new Text(VALUE, ComparisonOperator.EQUAL, value)))
                            .text())
                    .startsWith("u.id IN (")
                    .contains(" AND EXISTS (");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EQUAL, 2026-01-01T00:00:00.001Z, u.created = #{where.values[0]}, 2026-01-01T00:00:00.001",
        "GREATER, 2026-01-01T00:00:00.0015Z, u.created > #{where.values[0]}, 2026-01-01T00:00:00.001",
        "GREATER_OR_EQUAL, 2026-01-01T00:00:00.0015Z, u.created > #{where.values[0]}, 2026-01-01T00:00:00.001",
        "LESS, 2026-01-01T00:00:00.0015Z, u.created <= #{where.values[0]}, 2026-01-01T00:00:00.001",
        "LESS_OR_EQUAL, 2026-01-01T00:00:00.0015Z, u.created <= #{where.values[0]}, 2026-01-01T00:00:00.001",
        "LESS, 0000-01-01T00:00:00Z, u.created < #{where.values[0]}, 1000-01-01T00:00:00",
        "GREATER, +10000-01-01T00:00:00Z, u.created > #{where.values[0]}, 9999-12-31T23:59:59.999",
    })
    void comparesInstantsAsTheColumnHoldsThem(
            ComparisonOperator relation, Instant instant, String text, LocalDateTime bound) {
        assertThat(sql(new Time(UserAttribute.CREATED, relation, instant)))
                .isEqualTo(new SqlFragment(text, List.of(bound)));
    }

    @Test
    void knowsThatNoStoredInstantLiesBetweenMilliseconds() {
        Instant between = Instant.parse("2026-01-01T00:00:00.0015Z");
        assertThat(sql(new Time(UserAttribute.CREATED, ComparisonOperator.EQUAL, between))
                        .text())
                .isEqualTo("FALSE");
    }

    @Test
    void groupsAlternatives() {
        Condition either = new Or(List.of(new True(UserAttribute.ACTIVE), new Constant(false)));
        assertThat(sql(new Not(either)).text()).isEqualTo("NOT ((u.active = TRUE OR FALSE))");
        assertThat(sql(new Present(UserAttribute.USER_NAME)).text()).isEqualTo("TRUE");
    }

    @Test
    void isSplicedIntoAMapperThatBindsItsValues() {
        SqlFragment where = sql(new AnyElement(EMAILS, new Text(VALUE, ComparisonOperator.EQUAL, "#{x} ${y} a@b.c")));
        Configuration configuration = new Configuration();
        Map<String, Object> parameters = Map.of("organizationId", 7L, "where", where);
        BoundSql bound = new XMLLanguageDriver()
                .createSqlSource(configuration, "<script>SELECT 1 WHERE ${where.text}</script>", Map.class)
                .getBoundSql(parameters);
        assertThat(bound.getSql()).doesNotContain("#{", "${").contains("v.organization_id = ?");
        assertThat(bound.getParameterMappings().stream()
                        .map(ParameterMapping::getProperty)
                        .map(configuration.newMetaObject(parameters)::getValue))
                .containsExactly(7L, "emails", "#{x} ${y} a@b.c");
    }

    private static SqlFragment sql(Condition condition) {
        return ConditionSql.of(condition);
    }
}
