package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

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

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababab", "Jane@Example.Com"})
    void refusesWhatIsEasilyGuessed(String password) {
        assertThatThrownBy(() -> passwords.requireGood(password, "jane@example.com"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID));
    }

    @Test
    void refusesWhatIsEndless() {
        assertThatThrownBy(() -> passwords.requireGood("abc ".repeat(100), "jane"))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twelve chars", "пароль на каждый день", "correct horse battery staple"})
    void takesWhatIsLongEnoughInWhateverLetters(String password) {
        assertThatCode(() -> passwords.requireGood(password, "jane@example.com"))
                .doesNotThrowAnyException();
    }
}
