package io.rollcall.server.events.tokens;

import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.secrets.AesGcm;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks of endpoints that tokens are pushed to, by the rules of webhooks, and the encryption of their Authorization headers by
 * AES-GCM with a key that all servers share. A header is bound to its URL: it is sent nowhere else.
 */
@Singleton
public final class PushEndpoints {
    /** The name of the key that encrypts them. It is not rotated, since the headers that it encrypts do not expire. */
    private static final String KEY = "event-streams";

    private static final int MAX_HEADER = 2_000;

    private final Secrets secrets;
    private final WebhookConfig config;

    @Inject
    public PushEndpoints(Secrets secrets, WebhookConfig config) {
        this.secrets = secrets;
        this.config = config;
    }

    /**
     * Returns an endpoint without a header.
     *
     * @param member of the request that names the URL
     * @throws Refusal INVALID if tokens may not be sent there
     */
    public PushEndpoint at(String url, String member) {
        try {
            return new PushEndpoint(
                    TargetUrl.parse(url.strip(), config.addresses(), config.lowPorts())
                            .uri()
                            .toString(),
                    Optional.empty());
        } catch (Refusal refused) {
            throw refused.about(member);
        }
    }

    /** Returns the endpoint with a header. @throws Refusal INVALID if it is no value of a header */
    public PushEndpoint authorized(PushEndpoint endpoint, String header, String member) {
        boolean printable = header.chars().allMatch(character -> character >= ' ' && character < 0x7F);
        if (!printable || header.isBlank() || header.length() > MAX_HEADER) {
            throw Refusal.invalid(member + " must have 1 to " + MAX_HEADER + " printable ASCII characters.")
                    .about(member);
        }
        byte[] encrypted = cipher(secrets.keys(KEY).current())
                .encrypt(header.strip().getBytes(StandardCharsets.US_ASCII), context(endpoint));
        return new PushEndpoint(endpoint.url(), Optional.of(new EncryptedHeader(encrypted)));
    }

    /** Returns the value of the header Authorization; empty for none. */
    public Optional<String> authorization(PushEndpoint endpoint) {
        return endpoint.authorizationBytes().map(encrypted -> decrypt(secrets.keys(KEY), endpoint, encrypted)
                .or(() -> decrypt(secrets.reload(KEY), endpoint, encrypted))
                .orElseThrow(() -> new IllegalStateException("the header for " + endpoint.origin()
                        + " was encrypted with a key that is gone; set authorization_header again")));
    }

    private static Optional<String> decrypt(SharedKeys keys, PushEndpoint endpoint, byte[] encrypted) {
        return keys.all().stream()
                .flatMap(key -> cipher(key).decrypt(encrypted, context(endpoint)).stream())
                .map(header -> new String(header, StandardCharsets.US_ASCII))
                .findFirst();
    }

    private static AesGcm cipher(SharedKey key) {
        return new AesGcm(key.key().getEncoded());
    }

    private static byte[] context(PushEndpoint endpoint) {
        return endpoint.url().getBytes(StandardCharsets.US_ASCII);
    }
}
