package io.rollcall.server.oauth;

import java.util.List;

/** Signature algorithms of assertions: asymmetric ones only, so that a public key cannot serve as a shared secret. */
public final class AssertionAlgorithms {
    /** Their names (RFC 7518 section 3.1). */
    public static final List<String> NAMES = List.of("RS256", "PS256", "ES256");

    private AssertionAlgorithms() {}
}
