package io.rollcall.server.scim.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import io.rollcall.server.users.query.CaseFolding;
import io.rollcall.server.users.query.ComparisonOperator;
import io.rollcall.server.users.query.Condition;
import io.rollcall.server.users.query.Operand;
import io.rollcall.server.users.query.PageStart.Beside;
import io.rollcall.server.users.query.PageStart.Position;
import io.rollcall.server.users.query.PageStart.Side;
import io.rollcall.server.users.query.UserAttribute;
import io.rollcall.server.users.query.UserOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors lead back to where they were issued for, and nowhere else (RFC 9865 sections 2 and 5.2). */
class CursorsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SecretKey KEY = key(0);
    private static final UserOrder BY_TITLE = new UserOrder(Operand.Member.of("title"), Optional.empty(), false);
    private static final CursorScope SCOPE = scope(7, everyone(), BY_TITLE);
    private static final Beside START =
            new Beside(Side.AFTER, new Position("müller " + CaseFolding.ABSENT, new UserId(new UUID(3, -4))));

    private final Cursors cursors = at(NOW);

    @ParameterizedTest
    @EnumSource(Side.class)
    void leadsBackToItsStart(Side side) {
        Beside start = new Beside(side, START.position());

        assertThat(cursors.take(SCOPE, 25, cursors.issue(SCOPE, 25, start))).isEqualTo(start);
    }

    @Property(tries = 200)
    void leadsBackToAnyStart(
            @ForAll String key, @ForAll long high, @ForAll long low, @ForAll @IntRange(min = 1) int count) {
        String encodable = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Beside start = new Beside(Side.BEFORE, new Position(encodable, new UserId(new UUID(high, low))));
        String cursor = cursors.issue(SCOPE, count, start);

        assertThat(cursors.take(SCOPE, count, cursor)).isEqualTo(start);
        assertThat(cursor).as("unreserved characters of RFC 3986 section 2.3").matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesACursorWithAnyBitChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(issued());
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            byte[] altered = bytes.clone();
            altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            refuses(Base64.getUrlEncoder().withoutPadding().encodeToString(altered));
        }
    }

    @Test
    void refusesACursorWithAnyCharacterChangedOrCutOff() {
        String cursor = issued();
        for (int i = 0; i < cursor.length(); i++) {
            for (char other : List.of('A', 'B', 'Z', '9', '-', '_', '=', '+', ' ', 'é')) {
                if (cursor.charAt(i) != other) {
                    refuses(cursor.substring(0, i) + other + cursor.substring(i + 1));
                }
            }
            if (i > 0) {
                refuses(cursor.substring(0, i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "A", "AAAA", "!", "=", "VZUTiyhEQJ94IR", "0", "null", "AAAAAAAAAAAAAAAAAAAAAA"})
    void refusesWhatWasNeverACursor(String text) {
        refuses(text);
        refuses(issued() + text);
    }

    @Test
    void isGoodForItsOwnListOnly() {
        Condition active = new Condition.True(UserAttribute.ACTIVE);
        List<CursorScope> others = List.of(
                scope(8, everyone(), BY_TITLE),
                scope(7, active, BY_TITLE),
                scope(7, everyone(), UserOrder.BY_ID),
                scope(7, everyone(), new UserOrder(BY_TITLE.operand(), Optional.empty(), true)));
        String cursor = issued();

        others.forEach(other -> assertProblem(Type.INVALID_CURSOR, () -> cursors.take(other, 25, cursor)));
    }

    @Test
    void isGoodForTheSameListHoweverOftenThatIsAskedFor() {
        Condition first = new Condition.Text(UserAttribute.USER_NAME, ComparisonOperator.STARTS_WITH, "j");
        Condition second = new Condition.Text(UserAttribute.USER_NAME, ComparisonOperator.STARTS_WITH, "j");
        String cursor = cursors.issue(scope(7, first, BY_TITLE), 25, START);

        assertThat(cursors.take(scope(7, second, BY_TITLE), 25, cursor)).isEqualTo(START);
    }

    @Test
    void refusesAnotherInstallationsCursor() {
        SecretKey other = key(1);
        String cursor = new Cursors(new FixedKeys(List.of(other)), Clock.systemUTC(), HOUR).issue(SCOPE, 25, START);

        refuses(cursor);
    }

    @Test
    void takesACursorOfAReplacedKeyAndIssuesWithTheNewOne() {
        SecretKey newer = key(2);
        String old = issued();
        Cursors rotated = new Cursors(new FixedKeys(List.of(newer, KEY)), Clock.fixed(NOW, ZoneOffset.UTC), HOUR);

        assertThat(rotated.take(SCOPE, 25, old)).isEqualTo(START);
        refuses(rotated.issue(SCOPE, 25, START));
    }

    @Test
    void refusesAnotherCount() {
        String cursor = issued();

        assertProblem(Type.INVALID_COUNT, () -> cursors.take(SCOPE, 26, cursor));
    }

    @Test
    void expiresAfterItsTimeAndNotBefore() {
        String cursor = issued();

        assertThat(at(NOW.plus(HOUR)).take(SCOPE, 25, cursor)).isEqualTo(START);
        assertProblem(
                Type.EXPIRED_CURSOR, () -> at(NOW.plus(HOUR).plusMillis(1)).take(SCOPE, 25, cursor));
    }

    @Test
    void saysHowToContinueAfterAnExpiredCursor() {
        String cursor = issued();

        assertThatThrownBy(() -> at(NOW.plus(HOUR).plusMillis(1)).take(SCOPE, 25, cursor))
                .hasMessageContaining("Start again at the first page, with an empty cursor.")
                .hasMessageNotContaining("PageStart");
    }

    @Test
    void goesOnAtAServerWhoseClockIsBehind() {
        assertThat(at(NOW.minusSeconds(30)).take(SCOPE, 25, issued())).isEqualTo(START);
    }

    @Test
    void hidesWhatItSays() {
        byte[] bytes = Base64.getUrlDecoder().decode(issued());

        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("ller");
    }

    @Test
    void issuesAnotherCursorEachTime() {
        assertThat(issued()).isNotEqualTo(issued());
    }

    private static SecretKey key(int content) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) content);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private String issued() {
        return cursors.issue(SCOPE, 25, START);
    }

    private void refuses(String cursor) {
        assertProblem(Type.INVALID_CURSOR, () -> cursors.take(SCOPE, 25, cursor));
    }

    private static void assertProblem(Type type, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ScimProblem.class, problem -> assertThat(problem.type())
                .isEqualTo(type));
    }

    /** @param keys newest first */
    private record FixedKeys(List<SecretKey> keys) implements CursorKeys {
        @Override
        public SecretKey current() {
            return keys.get(0);
        }

        @Override
        public List<SecretKey> accepted(Instant now) {
            return keys;
        }

        @Override
        public List<SecretKey> acceptedAnew(Instant now) {
            return keys;
        }
    }

    private static Cursors at(Instant time) {
        return new Cursors(new FixedKeys(List.of(KEY)), Clock.fixed(time, ZoneOffset.UTC), HOUR);
    }

    private static Condition everyone() {
        return new Condition.And(new ArrayList<>());
    }

    private static CursorScope scope(long organization, Condition condition, UserOrder order) {
        return new CursorScope(new OrganizationId(organization), condition, order);
    }
}
