package io.rollcall.server.events.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import io.rollcall.server.kernel.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;

/**
 * Signer that remembers its last signatures. RS256 gives the same text the same signature, and a token is sent until it is
 * acknowledged: a receiver that polls without acknowledging must not cost a signature for each token each time.
 */
final class RememberingSigner implements JWSSigner {
    private static final int MAX_ENTRIES = 10_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final JWSSigner signer;
    private final Cache<ByteBuffer, Base64URL> signatures = Caffeine.newBuilder()
            .maximumSize(MAX_ENTRIES)
            .expireAfterAccess(KEPT)
            .build();

    /** @param signer that is deterministic */
    RememberingSigner(JWSSigner signer) {
        this.signer = signer;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(input));
        Base64URL known = signatures.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        Base64URL signature = signer.sign(header, input);
        signatures.put(hash, signature);
        return signature;
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return signer.supportedJWSAlgorithms();
    }

    @Override
    public JCAContext getJCAContext() {
        return signer.getJCAContext();
    }
}
