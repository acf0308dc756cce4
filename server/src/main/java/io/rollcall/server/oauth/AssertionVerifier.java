package io.rollcall.server.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.Sha256;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Verifier of the assertions that authenticate clients (RFC 7523 section 3). */
final class AssertionVerifier {
    private static final int MAX_TRIED = 10;
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final String DEFAULT_SCOPE = "/.default";
    private static final Set<JWSAlgorithm> ALGORITHMS =
            AssertionTrust.ALGORITHMS.stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());

    private final KeySets keySets;
    private final Clock clock;
    private final Duration maxAge;

    /** @param maxAge how long assertions may be valid */
    AssertionVerifier(KeySets keySets, Clock clock, Duration maxAge) {
        this.keySets = keySets;
        this.clock = clock;
        this.maxAge = maxAge;
    }

    /** Assertion with a valid signature and valid claims. @param jti the claim, if there is one */
    record VerifiedAssertion(Optional<String> jti, Instant expires) {
        /** Returns the hash by which a second use is recognised. */
        Optional<byte[]> id() {
            return jti.map(Sha256::of);
        }
    }

    /** Returns the claim "sub" of an assertion that is not verified yet; empty if there is none. */
    static Optional<String> subject(String assertion) {
        try {
            return Optional.ofNullable(
                    SignedJWT.parse(assertion).getJWTClaimsSet().getSubject());
        } catch (ParseException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Verifies signature and claims.
     *
     * @param audiences the names of the token endpoint, for assertions that the client issues
     * @throws Refusal UNAUTHENTICATED with the cause
     */
    VerifiedAssertion verify(String assertion, OAuthClient client, AssertionTrust trust, Set<String> audiences) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            requireAlgorithm(jwt.getHeader());
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                    JOSEObjectType.JWT, new JOSEObjectType("client-authentication+jwt"), null));
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS, new ImmutableJWKSet<>(keys(client, trust, jwt.getHeader()))));
            processor.setJWTClaimsSetVerifier(claims(client, trust, audiences));
            return accepted(processor.process(jwt, null));
        } catch (ParseException malformed) {
            throw refused("it is not a signed JWT");
        } catch (BadJOSEException | JOSEException wrong) {
            throw refused(wrong.getMessage());
        }
    }

    private static void requireAlgorithm(JWSHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw refused("its algorithm is none of " + String.join(", ", AssertionTrust.ALGORITHMS));
        }
    }

    /** Returns the keys that may verify it: only some, since an assertion that names no key is compared with all of them. */
    private JWKSet keys(OAuthClient client, AssertionTrust trust, JWSHeader header) throws ParseException {
        JWKSet all = trust.keysUrl().isPresent()
                ? keySets.get(client.organizationId(), trust.keysUrl().get(), Optional.ofNullable(header.getKeyID()))
                : JWKSet.parse(trust.keys().orElseThrow());
        return new JWKSet(new JWKSelector(JWKMatcher.forJWSHeader(header))
                .select(all).stream()
                        .filter(AssertionKeys::isAccepted)
                        .limit(MAX_TRIED)
                        .toList());
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(
            OAuthClient client, AssertionTrust trust, Set<String> audiences) {
        JWTClaimsSet exact = trust.identity()
                .map(identity ->
                        new JWTClaimsSet.Builder().issuer(identity.issuer()).subject(identity.subject()))
                .orElseGet(() ->
                        new JWTClaimsSet.Builder().issuer(client.clientId()).subject(client.clientId()))
                .build();
        Set<String> accepted = trust.identity()
                .map(identity -> withAndWithoutSuffix(identity.audience()))
                .orElse(audiences);
        Set<String> required = trust.isFederated() ? Set.of("exp") : Set.of("exp", "jti");
        // A hash set, since it may be asked for null: an audience can be the list [null].
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<>(new HashSet<>(accepted), exact, required, Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
        return verifier;
    }

    /** Entra's page shows the audience with the suffix, and its assertions have none. */
    private static Set<String> withAndWithoutSuffix(String audience) {
        String without = audience.endsWith(DEFAULT_SCOPE)
                ? audience.substring(0, audience.length() - DEFAULT_SCOPE.length())
                : audience;
        return Set.of(without, without + DEFAULT_SCOPE);
    }

    private VerifiedAssertion accepted(JWTClaimsSet claims) {
        JWTClaimsSet.getRegisteredNames().forEach(name -> requireNotNull(claims, name));
        Instant now = clock.instant();
        Instant expires = claims.getExpirationTime().toInstant();
        if (expires.isAfter(now.plus(maxAge))) {
            throw refused("it expires in more than " + maxAge.toMinutes() + " minutes");
        }
        if (claims.getIssueTime() != null && claims.getIssueTime().toInstant().isAfter(now.plus(SKEW))) {
            throw refused("it was issued in the future");
        }
        if (claims.getAudience().size() != 1) {
            throw refused("it has several audiences");
        }
        return new VerifiedAssertion(Optional.ofNullable(claims.getJWTID()), expires.plus(SKEW));
    }

    /** Refuses a null: the library takes such a claim for present, and its value is absent. */
    private static void requireNotNull(JWTClaimsSet claims, String name) {
        if (claims.getClaims().containsKey(name) && claims.getClaim(name) == null) {
            throw refused("its claim " + name + " is null");
        }
    }

    private static Refusal refused(String cause) {
        return Refusal.unauthenticated("The assertion is refused: " + cause + ".");
    }
}
