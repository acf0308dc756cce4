package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictQueryTest {
    private static final String ID = "01990a5c-7c00-7000-8000-000000000001";

    @ParameterizedTest
    @ValueSource(strings = {"1", "100", "1000", "0007"})
    void takesALimitFrom1To1000(String limit) {
        assertThat(said("limit", limit).limit()).isEqualTo(Integer.parseInt(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "+5", "5.0", " 5", "five", "99999999999", "\u0665"})
    void refusesAnyOtherLimit(String limit) {
        assertRefused(() -> said("limit", limit).limit(), "limit must be an integer from 1 to 1000");
    }

    @Test
    void takesAHundredWhereNoLimitIsSaid() {
        assertThat(new StrictQuery(new MultivaluedHashMap<>()).limit()).isEqualTo(100);
        assertThat(said("limit", "").limit()).isEqualTo(100);
    }

    @Test
    void takesTheLastIdOfAPageAsTheStartOfTheNext() {
        UserId last = UserId.parse(ID).orElseThrow();
        assertThat(said("after", ID).userId("after")).contains(last);
        assertThat(said("after", ID).id("after")).contains(last.value());
        assertThat(said("limit", "1").userId("after")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "next",
                "01990a5c7c00700080000000000000001",
                "01990A5C-7C00-7000-8000-000000000001",
                "{01990a5c-7c00-7000-8000-000000000001}",
                "01990a5c-7c00-7000-8000-000000000001 ",
                "1-1-1-1-1"
            })
    void refusesAStartThatIsNoId(String after) {
        assertRefused(() -> said("after", after).userId("after"), "after must be a user ID.");
        assertRefused(() -> said("after", after).id("after"), "after must be an ID.");
    }

    @Test
    void takesATimeWithItsOffset() {
        Instant eight = Instant.parse("2026-01-31T08:00:00Z");
        assertThat(said("from", "2026-01-31T08:00:00Z").time("from")).contains(eight);
        assertThat(said("from", "2026-01-31T09:00:00+01:00").time("from")).contains(eight);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31", "2026-01-31T08:00:00", "2026-02-30T08:00:00Z", "yesterday", "1769846400"})
    void refusesATimeWithoutOneOrNone(String time) {
        assertRefused(() -> said("from", time).time("from"), "from must be a time");
    }

    @Test
    void takesTrueAndFalseAsTheyAreSpelled() {
        assertThat(said("former", "true").flag("former")).contains(true);
        assertThat(said("former", "false").flag("former")).contains(false);
        assertRefused(() -> said("former", "True").flag("former"), "former must be true or false");
        assertRefused(() -> said("former", "1").flag("former"), "former must be true or false");
    }

    @Test
    void namesTheParameterThatIsNotTaken() {
        assertRefused(() -> said("colour", "red").requireOnly("limit", "after"), "'colour'", "limit, after");
        assertRefused(() -> said("colour", "red").requireOnly(), "'colour'", "Supported: none");
    }

    @Test
    void namesTheParameterThatIsThereTwice() {
        StrictQuery twice = said("limit", "1");
        twice.parameters().add("limit", "2");
        assertRefused(() -> twice.requireOnly("limit"), "limit is repeated");
    }

    private static StrictQuery said(String name, String value) {
        MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
        query.add(name, value);
        return new StrictQuery(query);
    }

    private static void assertRefused(ThrowingCallable reading, String... words) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID))
                .message()
                .contains(words);
    }
}
