package io.rollcall.server.adminkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AdminKeySecretTest {
    @Test
    void carries256RandomBitsBehindAPrefixThatNoTokenHas() {
        String text = AdminKeySecret.random(new SecureRandom()).reveal();
        assertThat(text).matches("rollcalladmin_[A-Za-z0-9_-]{43}").doesNotStartWith("rollcall_");
        assertThat(text).isNotEqualTo(AdminKeySecret.random(new SecureRandom()).reveal());
    }

    @Test
    void neverPrintsItself() {
        assertThat(AdminKeySecret.presented("rollcalladmin_abc")).hasToString("***");
    }

    @Test
    void isKeptAsTheSha256OfItsWholeText() {
        assertThat(HexFormat.of().formatHex(AdminKeySecret.presented("abc").hash()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
