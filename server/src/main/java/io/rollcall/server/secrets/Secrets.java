package io.rollcall.server.secrets;

import io.rollcall.server.database.Database;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Random keys that every server of an installation shares, each made by the first server that needs it. */
public final class Secrets {
    private static final int BYTES = 32;

    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> known = new ConcurrentHashMap<>();

    public Secrets(Database database) {
        this.database = database;
        database.register(SecretMapper.class);
    }

    /** The key of that name for HMAC-SHA256: the same on every server, and for ever. */
    public SecretKey key(String name) {
        return known.computeIfAbsent(name, this::load);
    }

    private SecretKey load(String name) {
        byte[] value = find(name).orElseGet(() -> make(name));
        return new SecretKeySpec(value, "HmacSHA256");
    }

    /** Of several servers that make the key at once one is first, and all take what that one made. */
    private byte[] make(String name) {
        byte[] candidate = new byte[BYTES];
        random.nextBytes(candidate);
        database.write(tx -> {
            tx.mapper(SecretMapper.class).insertIfAbsent(name, candidate);
            return name;
        });
        return find(name).orElseThrow();
    }

    private Optional<byte[]> find(String name) {
        return database.read(tx -> tx.mapper(SecretMapper.class).find(name));
    }
}
