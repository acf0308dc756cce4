package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(8);

    @Test
    void hashesWithArgon2idAndASaltOfItsOwn() {
        String first = passwords.hash("four quiet garden chairs");
        String second = passwords.hash("four quiet garden chairs");
        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(second);
        assertThat(passwords.matches("four quiet garden chairs", first)).isTrue();
        assertThat(passwords.matches("four quiet garden chair", first)).isFalse();
        assertThat(passwords.matches("", first)).isFalse();
    }

    @Test
    void keepsMatchingHashesOfOtherCosts() {
        // By the reference implementation: argon2 -id -t 3 -m 12 -p 1, password "password", salt "somesalt".
        String other = "$argon2id$v=19$m=4096,t=3,p=1$c29tZXNhbHQ$qLml5cbqFAO6YxVHhrSBHP0UWdxrIxkNcM8aMX3blzU";
        assertThat(passwords.matches("password", other)).isTrue();
        assertThat(passwords.matches("Password", other)).isFalse();
    }

    @Test
    void matchesNobodysHashWithNothing() {
        assertThat(passwords.matches("", Passwords.OF_NOBODY)).isFalse();
        assertThat(passwords.matches("password", Passwords.OF_NOBODY)).isFalse();
    }

    @Test
    void makesPasswordsThatCanBeReadAloudAndAreNeverTheSame() {
        Set<String> made = new HashSet<>();
        IntStream.range(0, 1_000).forEach(number -> made.add(passwords.random()));
        assertThat(made)
                .hasSize(1_000)
                .allMatch(password -> password.matches("([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}"));
    }

    @Test
    void takesTheSamePasswordFromEveryKeyboard() {
        String hash = passwords.hash("caf\u00e9 au lait tous les jours");
        assertThat(passwords.matches("cafe\u0301 au lait tous les jours", hash))
                .as("decomposed")
                .isTrue();
        assertThat(passwords.matches("caf\u00e9\u00a0au lait\u3000tous les jours", hash))
                .as("other spaces")
                .isTrue();
        assertThat(passwords.matches(" caf\u00e9 au lait tous les jours\n", hash))
                .as("pasted with white space")
                .isTrue();
        assertThat(passwords.matches("cafe au lait tous les jours", hash)).isFalse();
    }

    @Test
    void keepsMatchingPasswordsThatWereHashedAsTheyWereTyped() {
        String typed = " cafe\u0301 au lait ";
        String hash = Password.hash(typed)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID))
                .getResult();
        assertThat(passwords.matches(typed, hash)).isTrue();
    }
}
