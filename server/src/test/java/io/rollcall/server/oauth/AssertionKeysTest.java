package io.rollcall.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.rollcall.server.kernel.Refusal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionKeysTest {
    private static final Base64URL EXPONENT = Base64URL.encode(BigInteger.valueOf(65_537));

    /** Returns a key whose modulus is no product of primes, which nothing here needs. */
    private static RSAKey rsa(int bits, String kid) {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE);
        return new RSAKey.Builder(Base64URL.encode(modulus), EXPONENT)
                .keyID(kid)
                .build();
    }

    private static String set(int keys) {
        List<JWK> all = IntStream.range(0, keys)
                .mapToObj(number -> (JWK) ec("key-" + number))
                .toList();
        return new JWKSet(all).toString();
    }

    private static ECKey ec(String kid) {
        // The generator of the curve.
        return new ECKey.Builder(
                        Curve.P_256,
                        new Base64URL("axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY"),
                        new Base64URL("T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"))
                .keyID(kid)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"2047, false", "2048, true", "4096, true", "4097, false", "16384, false"})
    void acceptsRsaKeysOfSomeSizes(int bits, boolean accepted) {
        assertThat(AssertionKeys.isAccepted(rsa(bits, "1"))).isEqualTo(accepted);
    }

    /** Verification with such a key takes hundreds of times as long. */
    @Test
    void refusesRsaKeysWithLongExponents() {
        Base64URL modulus = rsa(3_072, "1").getModulus();
        BigInteger longest = BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE);
        for (BigInteger exponent : List.of(BigInteger.valueOf(3), longest)) {
            assertThat(AssertionKeys.isAccepted(new RSAKey.Builder(modulus, Base64URL.encode(exponent)).build()))
                    .isTrue();
        }
        Base64URL tooLong = Base64URL.encode(longest.add(BigInteger.TWO));
        assertThat(AssertionKeys.isAccepted(new RSAKey.Builder(modulus, tooLong).build()))
                .isFalse();
    }

    @Test
    void acceptsKeysOfP256() {
        assertThat(AssertionKeys.isAccepted(ec("1"))).isTrue();
    }

    @Test
    void takesAtMostFiftyKeys() {
        assertThat(AssertionKeys.parse(set(50)).size()).isEqualTo(50);
        assertThatThrownBy(() -> AssertionKeys.parse(set(51)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("more than 50 keys");
    }

    @Test
    void takesAtMost16KibibytesFromAnAdministrator() {
        String set = set(1);

        assertThat(AssertionKeys.checked(set + " ".repeat(16 * 1024 - set.length())))
                .isEqualTo(set);
        assertThatThrownBy(() -> AssertionKeys.checked(set + " ".repeat(16 * 1024 + 1 - set.length())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("16,384 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_024, 8_192})
    void refusesASetWithAKeyThatCannotServe(int bits) {
        assertThatThrownBy(() -> AssertionKeys.checked(new JWKSet(rsa(bits, "1")).toString()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("2,048 to 4,096 bits");
    }
}
