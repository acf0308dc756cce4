package io.rollcall.server.events.tokens;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.ReadThroughCache;
import io.rollcall.server.events.tokens.SigningKeyMapper.StoredKey;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * RSA keys that sign security event tokens, shared by all servers. Each belongs to one of the keys that {@link Secrets} numbers
 * and rotates: that one encrypts its private part, and both are replaced together.
 */
@Singleton
public final class SigningKeys {
    private static final int BITS = 2_048;

    /** A new key is published for that long before it signs, so that no server publishes less than another one uses. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** Time for which the private part of a replaced key is kept, for servers whose clock is behind. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final Duration CACHE_TTL = Duration.ofMinutes(10);
    private static final Duration NEVER = Duration.ofDays(365_000);

    private final Database database;
    private final Secrets secrets;
    private final Clock clock;
    private final EventTokenConfig config;
    private final ReadThroughCache<Integer, SigningKey> signing;
    private final ReadThroughCache<Integer, RSAKey> verifying;

    @Inject
    public SigningKeys(Database database, Secrets secrets, Clock clock, EventTokenConfig config) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
        this.config = config;
        this.signing = database.copies(CACHE_TTL, number -> secret(number).map(this::signing));
        this.verifying = database.copies(CACHE_TTL, number -> secret(number)
                .map(key -> parsed(stored(key).publicKey())));
        database.register(SigningKeyMapper.class);
    }

    /** Key that signs. @param id identifies it in the published set */
    record SigningKey(String id, JWSSigner signer) {}

    /** Returns the key for new tokens. */
    SigningKey current() {
        SharedKey chosen = chosen(secrets.keys(Secrets.SIGNING).all());
        return signing.get(chosen.id()).orElseThrow(() -> lost(chosen));
    }

    private SharedKey chosen(List<SharedKey> all) {
        Predicate<SharedKey> published = createdBefore(clock.instant().minus(AHEAD));
        return all.stream().filter(published).reduce((older, newer) -> newer).orElse(all.get(0));
    }

    private static Predicate<SharedKey> createdBefore(Instant time) {
        return key -> key.created().map(created -> !created.isAfter(time)).orElse(true);
    }

    /** Returns the JWK set of all keys whose tokens receivers may still have, without private parts. */
    public String published() {
        List<JWK> keys = secrets.keys(Secrets.SIGNING).accepted(clock.instant(), config.published()).stream()
                .flatMap(key -> verifying.get(key.id()).stream())
                .<JWK>map(RSAKey::toPublicJWK)
                .toList();
        return new JWKSet(keys).toString(true);
    }

    private Optional<SharedKey> secret(int number) {
        return secrets.keys(Secrets.SIGNING).all().stream()
                .filter(key -> key.id() == number)
                .findFirst();
    }

    private SigningKey signing(SharedKey secret) {
        String encrypted = stored(secret).privateKey();
        if (encrypted.isEmpty()) {
            throw lost(secret);
        }
        RSAKey key = parsed(decrypted(encrypted, secret));
        try {
            return new SigningKey(key.getKeyID(), new RememberingSigner(new RSASSASigner(key)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static IllegalStateException lost(SharedKey secret) {
        return new IllegalStateException("The private part of signing key " + secret.id()
                + " is gone. Replace it: rollcall secret rotate " + Secrets.SIGNING);
    }

    /** Returns the key's row. The first server that needs the key creates it. */
    private StoredKey stored(SharedKey secret) {
        Optional<StoredKey> found = find(secret);
        if (found.isPresent()) {
            return found.get();
        }
        RSAKey created = create();
        String encrypted = encrypted(created.toJSONString(), secret);
        database.write(tx -> tx.mapper(SigningKeyMapper.class)
                .insertIfAbsent(secret.id(), created.toPublicJWK().toJSONString(), encrypted));
        return find(secret).orElseThrow();
    }

    private Optional<StoredKey> find(SharedKey secret) {
        return database.read(tx -> tx.mapper(SigningKeyMapper.class).find(secret.id()));
    }

    private static RSAKey create() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String encrypted(String text, SharedKey secret) {
        try {
            JWEObject object = new JWEObject(
                    new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                            .keyID(Integer.toString(secret.id()))
                            .build(),
                    new Payload(text));
            object.encrypt(new DirectEncrypter(secret.key().getEncoded()));
            return object.serialize();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String decrypted(String text, SharedKey secret) {
        try {
            JWEObject object = JWEObject.parse(text);
            object.decrypt(new DirectDecrypter(secret.key().getEncoded()));
            return object.getPayload().toString();
        } catch (JOSEException | ParseException altered) {
            throw new IllegalStateException(
                    "Signing key " + secret.id()
                            + " was encrypted with another secret. Replace it: rollcall secret rotate "
                            + Secrets.SIGNING,
                    altered);
        }
    }

    private static RSAKey parsed(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException altered) {
            throw new IllegalStateException("invalid stored JWK", altered);
        }
    }

    /** Replaces the key if it is due, and removes those whose tokens no receiver has anymore. */
    public void rotateIfDue() {
        Duration age = config.keyAge().isZero() ? NEVER : config.keyAge();
        secrets.rotateIfOlder(Secrets.SIGNING, age, config.published());
        secrets.find(Secrets.SIGNING).ifPresent(keys -> {
            SharedKey newest = keys.current();
            stored(newest);
            database.write(tx -> {
                SigningKeyMapper mapper = tx.mapper(SigningKeyMapper.class);
                int deleted = mapper.deleteBefore(keys.all().get(0).id());
                boolean settled = createdBefore(clock.instant().minus(KEPT)).test(newest);
                return settled ? deleted + mapper.erasePrivateBefore(newest.id()) : deleted;
            });
        });
    }
}
