package io.rollcall.server.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TokenSecretTest {
    @Test
    void carries256RandomBitsBehindARecognisablePrefix() {
        String text = TokenSecret.random(new SecureRandom()).reveal();
        assertThat(text).matches("rollcall_[A-Za-z0-9_-]{43}");
        assertThat(text).isNotEqualTo(TokenSecret.random(new SecureRandom()).reveal());
    }

    @Test
    void neverPrintsItself() {
        assertThat(TokenSecret.presented("rollcall_abc")).hasToString("***");
    }

    @Test
    void isKeptAsTheSha256OfItsWholeText() {
        assertThat(HexFormat.of().formatHex(TokenSecret.presented("abc").hash()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
