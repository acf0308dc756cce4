package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> NAMES = List.of("jane.doe@example.com", "acme", "ACME Rockets Ltd");

    private static void assertRefused(String password, String because) {
        assertThatThrownBy(() -> PasswordRules.require(password, NAMES))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID))
                .hasMessageContaining(because)
                .hasMessageContaining("Several unrelated words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "elevenchars", "           short           "})
    void refusesLessThanTwelveCharacters(String password) {
        assertRefused(password, "12 to 256 characters");
    }

    @Test
    void refusesMoreThanItsLimitAndTakesTheLimit() {
        String words = "many unrelated words ";
        assertRefused("x" + words.repeat(13), "12 to 256 characters");
        assertThatCode(() -> PasswordRules.require(words.repeat(13).substring(0, 256), NAMES))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"aaaaaaaaaaaaaaaa", "abababababab", "ab12ab12ab12", "jK3$jK3$jK3$jK3$", "word-word-word-word-wo"
            })
    void refusesWhatRepeatsItself(String password) {
        assertRefused(password, "repeats a short sequence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abcdefghijkl", "123456789012", "QwertyUiop12", "zyxwvutsrqponm", "asdfghjkl123", "abcdefgh1234"
            })
    void refusesSequencesOfTheAlphabetAndTheKeyboard(String password) {
        assertRefused(password, "sequence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane.Doe@Example.com",
                "jane.doe@example.com1",
                "JaneDoe-2026!",
                "janejanedoedoe1",
                "Rollcall2026!",
                "rollcall-rollcall",
                "Acme-Rollcall-123",
                "acme rockets ltd",
                "ACMEROCKETS99"
            })
    void refusesTheNamesOfThePersonTheOrganizationAndTheProduct(String password) {
        assertRefused(password, "your name, or that of the organization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1qaz2wsx3edc",
                "Administrator",
                "password1234567",
                "Password!!!!!",
                "P@ssw0rd12345",
                "sunshine-2026-!",
                "2026-sunshine-2026",
                "passwordwelcome",
                "welcome-password1",
                "2026-11-29 20:47"
            })
    void refusesCommonPasswordsAndTheirUsualVariations(String password) {
        assertRefused(password, "a common password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twelve chars",
                "four quiet garden chairs",
                "correct horse battery staple",
                "another good password",
                "пароль на каждый день",
                "kT9#vLq2!xWz",
                "the rollcall server likes tangerines",
                "jane doe rides a purple unicycle",
                "静かな庭に四つの椅子がある夏の午後"
            })
    void takesWhatIsLongEnoughInWhateverLetters(String password) {
        assertThatCode(() -> PasswordRules.require(password, NAMES)).doesNotThrowAnyException();
    }

    @Test
    void knowsSomeThousandCommonPasswordsOfWhichTheLicenceIsNamed() throws Exception {
        String file = new String(
                PasswordRules.class.getResourceAsStream("common-passwords.txt").readAllBytes());
        assertThat(file).contains("Permission is hereby granted, free of charge", "Dan Wheeler");
        assertThat(file.lines().filter(line -> !line.startsWith("#")))
                .hasSizeGreaterThan(5_000)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.length() >= 5 && line.equals(line.strip()));
    }
}
