package io.rollcall.server.events.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Signatures of Standard Webhooks 1.0.0, over id, timestamp and body. */
public final class WebhookSignature {
    private WebhookSignature() {}

    /**
     * Returns the header {@code webhook-signature}: a signature by each key.
     *
     * @param seconds the header {@code webhook-timestamp}: seconds since 1970
     */
    public static String header(List<SigningKey> keys, String id, long seconds, byte[] body) {
        byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> key.sign(head, body)).collect(Collectors.joining(" "));
    }
}
