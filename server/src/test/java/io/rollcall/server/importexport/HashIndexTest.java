package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.UserId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HashIndexTest {
    private static final int MANY = 40_000;

    @Test
    void findsEveryTextByTheNumberOfItsCome() {
        HashIndex index = new HashIndex();
        for (int number = 0; number < MANY; number++) {
            assertThat(index.find("user" + number)).isEqualTo(HashIndex.ABSENT);
            assertThat(index.add("user" + number)).isEqualTo(number);
        }
        for (int number = 0; number < MANY; number++) {
            assertThat(index.find("user" + number)).isEqualTo(number);
        }
        assertThat(index.find("USER1")).isEqualTo(HashIndex.ABSENT);
    }

    @Test
    void keepsTheFirstLineOfAName() {
        ImportedNames names = new ImportedNames();
        for (int line = 2; line < MANY; line++) {
            assertThat(names.noteOrFind("user" + line, line)).isEmpty();
        }
        assertThat(names.noteOrFind("user7", MANY)).hasValue(7);
        assertThat(names.find("user" + (MANY - 1))).hasValue(MANY - 1);
        assertThat(names.find("other")).isEmpty();
    }

    @Test
    void knowsWhichUserTheFirstLineOfAnIdStandsFor() {
        ImportedIds ids = new ImportedIds();
        for (int number = 0; number < MANY; number++) {
            assertThat(ids.add("id" + number)).isTrue();
            ids.note("id" + number, number % 2 == 0 ? new UserId(new UUID(number, 1)) : PlannedUsers.SOMEBODY);
        }
        assertThat(ids.find("id" + (MANY - 2))).contains(new UserId(new UUID(MANY - 2, 1)));
        assertThat(ids.find("id7")).contains(PlannedUsers.SOMEBODY);
        assertThat(ids.find("id")).isEmpty();
        assertThat(ids.add("id8")).isFalse();
        assertThat(ids.add("later")).isTrue();
        assertThat(ids.find("later")).isEmpty();
    }
}
