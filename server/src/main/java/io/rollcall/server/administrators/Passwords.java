package io.rollcall.server.administrators;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.function.Supplier;

/** Generator and Argon2id hashing of administrators' passwords. */
final class Passwords {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** Hash that matches no password and takes as long to verify as any other. */
    static final String OF_NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES
            + "$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /** Letters and digits that are not easily confused. */
    static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final SecureRandom random = new SecureRandom();
    private final HashingQueue queue;

    /** @param waiting the maximum number of waiting hashes */
    Passwords(int waiting) {
        this.queue = new HashingQueue(AT_ONCE, waiting);
    }

    /** Returns a random one-time password: 20 letters and digits, about 99 bits. */
    String random() {
        StringBuilder text = new StringBuilder();
        for (int letter = 0; letter < GROUPS * GROUP_LENGTH; letter++) {
            text.append(letter > 0 && letter % GROUP_LENGTH == 0 ? "-" : "")
                    .append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return text.toString();
    }

    /**
     * Returns a password in the normal form for hashing (RFC 8265): plain spaces and NFC, independent of the keyboard. Surrounding
     * white space, which pasting often adds, is removed.
     */
    static String normalised(String password) {
        return Normalizer.normalize(password.replaceAll("\\p{Zs}", " "), Normalizer.Form.NFC)
                .strip();
    }

    /** Returns the hash of a new password. It does not queue, so a flood of sign-ins does not delay it. */
    String hash(String password) {
        String normal = normalised(password);
        return queue.run(() ->
                Password.hash(normal).addRandomSalt(SALT_BYTES).with(argon2()).getResult());
    }

    /** Returns the function, which keeps 19 MiB once it was used: a server without a sign-in does without them. */
    private static Argon2Function argon2() {
        return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    }

    /**
     * Runs work that includes a hash, unless the queue is full.
     *
     * @throws io.rollcall.server.kernel.Refusal TOO_MANY if the queue is full; the work is not started then
     */
    <T> T admit(Supplier<T> work) {
        return queue.admit(work);
    }

    /**
     * Returns whether the password matches the hash.
     *
     * @throws io.rollcall.server.kernel.Refusal TOO_MANY if the queue does not reach it within seconds
     */
    boolean matches(String password, String hash) {
        String normal = normalised(password);
        return queue.run(
                // Passwords from before normalisation are hashed as typed.
                () -> check(normal, hash) || !normal.equals(password) && check(password, hash));
    }

    private static boolean check(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
