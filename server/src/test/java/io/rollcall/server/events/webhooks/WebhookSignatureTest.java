package io.rollcall.server.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.rollcall.server.events.webhooks.SigningKey.Private.Generated;
import io.rollcall.server.testing.Ed25519;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Signatures, judged by the library of Standard Webhooks. */
class WebhookSignatureTest {
    private static final byte[] SECRET = "a secret of twenty-four bytes!!!".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "another secret of many bytes!!!!".getBytes(StandardCharsets.UTF_8);
    private static final String ID = "0198c0de-0000-7000-8000-000000000003";
    private static final String BODY = "{\"type\":\"user.created\",\"data\":{\"displayName\":\"Zoë\"}}";

    private final long now = Clock.systemUTC().instant().getEpochSecond();

    private static void verify(byte[] secret, String body, String id, long seconds, String signature)
            throws WebhookVerificationException, EmptyWebhookSecretException {
        new Webhook(Base64.getEncoder().encodeToString(secret))
                .verify(
                        body,
                        Map.of(
                                "webhook-id", List.of(id),
                                "webhook-timestamp", List.of(Long.toString(seconds)),
                                "webhook-signature", List.of(signature)));
    }

    private String sign(byte[]... secrets) {
        return header(Stream.of(secrets).map(SigningKey.Secret::of).toArray(SigningKey[]::new));
    }

    private String header(SigningKey... keys) {
        return WebhookSignature.header(List.of(keys), ID, now, BODY.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void equalsTheExampleOfTheSpecification() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(WebhookSignature.header(
                        List.of(SigningKey.Secret.of(secret)),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isVerifiedByTheLibrary() {
        assertThatCode(() -> verify(SECRET, BODY, ID, now, sign(SECRET))).doesNotThrowAnyException();
    }

    @Test
    void isVerifiedByEitherSecretDuringARotation() {
        String both = sign(OTHER, SECRET);

        assertThat(both.split(" ")).hasSize(2);
        assertThatCode(() -> verify(SECRET, BODY, ID, now, both)).doesNotThrowAnyException();
        assertThatCode(() -> verify(OTHER, BODY, ID, now, both)).doesNotThrowAnyException();
    }

    @Test
    void coversIdTimeAndBody() {
        String signature = sign(SECRET);

        assertThatThrownBy(() -> verify(SECRET, BODY + " ", ID, now, signature))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(SECRET, BODY, "other", now, signature))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(SECRET, BODY, ID, now + 1, signature))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> verify(OTHER, BODY, ID, now, signature))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void isVerifiedByThePublicKey() {
        Generated pair = SigningKey.Private.generate();

        String header = header(SigningKey.Private.of(pair.privateKey()));

        String signed = ID + "." + now + "." + BODY;
        assertThat(pair.publicKey()).hasSize(32);
        assertThat(header).startsWith("v1a,");
        assertThat(Ed25519.verifies(pair.publicKey(), signed, header.substring("v1a,".length())))
                .isTrue();
        assertThat(Ed25519.verifies(pair.publicKey(), signed + " ", header.substring("v1a,".length())))
                .isFalse();
        assertThat(Ed25519.verifies(
                        SigningKey.Private.generate().publicKey(), signed, header.substring("v1a,".length())))
                .isFalse();
    }

    @Test
    void isAlsoVerifiedByTheLibraryBesideAnAsymmetricOne() {
        SigningKey key = SigningKey.Private.of(SigningKey.Private.generate().privateKey());

        String both = header(SigningKey.Secret.of(SECRET), key);

        assertThat(both.split(" ")).hasSize(2);
        assertThatCode(() -> verify(SECRET, BODY, ID, now, both)).doesNotThrowAnyException();
    }
}
