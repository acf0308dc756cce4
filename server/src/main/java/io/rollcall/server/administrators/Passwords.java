package io.rollcall.server.administrators;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.rollcall.server.kernel.Refusal;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Administrators' passwords: what may be one, and their Argon2id hashes, which cost time and memory on purpose. */
final class Passwords {
    static final int SHORTEST = 12;
    private static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** What no password matches, and takes as long to find out. */
    static final String OF_NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES
            + "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /** Without those that look like others. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int PATIENCE_SECONDS = 3;

    private final Argon2Function argon2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random = new SecureRandom();
    /** Signing in must not keep everybody else from the processor. */
    private final Semaphore turns = new Semaphore(AT_ONCE);

    /** @throws Refusal INVALID where it is too short, too long or the person's name */
    void requireGood(String password, String name) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw Refusal.invalid("A password has " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (password.equalsIgnoreCase(name) || password.chars().distinct().count() <= 2) {
            throw Refusal.invalid("This password is too easy to guess. Choose another.");
        }
    }

    /** One to be told to a person, and then changed by them: 20 letters, about 99 bits. */
    String random() {
        StringBuilder text = new StringBuilder();
        for (int letter = 0; letter < GROUPS * GROUP_LENGTH; letter++) {
            text.append(letter > 0 && letter % GROUP_LENGTH == 0 ? "-" : "")
                    .append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    String hash(String password) {
        return inTurn(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult());
    }

    boolean matches(String password, String hash) {
        return inTurn(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw Refusal.tooMany("Too many people are signing in at once. Try again in a moment.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusal.tooMany("The server is being stopped. Try again in a moment.");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
