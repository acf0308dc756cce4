package io.rollcall.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.SecretText;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static SecretText random(CredentialKind kind) {
        return SecretText.random(kind.prefix(), new SecureRandom());
    }

    @Test
    void carries256RandomBitsBehindARecognisablePrefix() {
        String text = random(CredentialKind.TOKEN).reveal();
        assertThat(text).matches("rollcall_[A-Za-z0-9_-]{43}");
        assertThat(text).isNotEqualTo(random(CredentialKind.TOKEN).reveal());
    }

    @Test
    void ofAnAdminKeyCarries256RandomBitsBehindAPrefixThatNoTokenHas() {
        String text = random(CredentialKind.ADMIN_KEY).reveal();
        assertThat(text).matches("rollcalladmin_[A-Za-z0-9_-]{43}").doesNotStartWith("rollcall_");
        assertThat(text).isNotEqualTo(random(CredentialKind.ADMIN_KEY).reveal());
    }

    @Test
    void isOfTheKindWhosePrefixItHas() {
        SecretText key = random(CredentialKind.ADMIN_KEY);
        assertThat(CredentialKind.ADMIN_KEY.isPrefixOf(key)).isTrue();
        assertThat(CredentialKind.TOKEN.isPrefixOf(key)).isFalse();
    }

    @Test
    void neverPrintsItself() {
        assertThat(SecretText.presented("rollcall_abc")).hasToString("***");
    }

    @Test
    void isKeptAsTheSha256OfItsWholeText() {
        assertThat(HexFormat.of().formatHex(SecretText.presented("abc").hash()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
