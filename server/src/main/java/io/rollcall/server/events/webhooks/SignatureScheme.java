package io.rollcall.server.events.webhooks;

/** Signatures of an endpoint's messages, named as in Standard Webhooks. */
public enum SignatureScheme {
    /** HMAC-SHA256 with a secret that the receiver knows. */
    V1,
    /** Ed25519: the receiver knows the public key only. */
    V1A,
    BOTH;

    boolean hasSecret() {
        return this != V1A;
    }

    boolean hasKeyPair() {
        return this != V1;
    }
}
