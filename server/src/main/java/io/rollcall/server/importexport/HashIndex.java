package io.rollcall.server.importexport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Set of texts that numbers them in order of insertion. It stores 64 bits of a salted SHA-256 of each, 16 bytes in all, so that
 * a million texts fit into a small heap.
 */
final class HashIndex {
    static final int ABSENT = -1;

    private static final int CHUNK = 1 << 14;
    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest digest = sha256();
    private final byte[] salt = new byte[Long.BYTES];
    private final List<long[]> hashes = new ArrayList<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicReference<int[]> slots = new AtomicReference<>(emptySlots(FIRST_SLOTS));

    HashIndex() {
        new SecureRandom().nextBytes(salt);
    }

    /** Returns the number of the text, or {@link #ABSENT}. */
    synchronized int find(String text) {
        int[] table = slots.get();
        return table[slot(table, hash(text))];
    }

    /** Adds a text that is absent. @return its number, from 0 */
    synchronized int add(String text) {
        int number = size.getAndIncrement();
        if (number % CHUNK == 0) {
            hashes.add(new long[CHUNK]);
        }
        long hash = hash(text);
        hashes.get(number / CHUNK)[number % CHUNK] = hash;
        if (number * 4L >= slots.get().length * 3L) {
            slots.set(grown(slots.get().length * 2, number));
        }
        int[] table = slots.get();
        table[slot(table, hash)] = number;
        return number;
    }

    private int[] grown(int length, int numbers) {
        int[] table = emptySlots(length);
        for (int number = 0; number < numbers; number++) {
            table[slot(table, hash(number))] = number;
        }
        return table;
    }

    /** The slot of the hash, or the free one where it belongs. */
    private int slot(int[] table, long hash) {
        int slot = (int) hash & (table.length - 1);
        while (table[slot] != ABSENT && hash(table[slot]) != hash) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private long hash(int number) {
        return hashes.get(number / CHUNK)[number % CHUNK];
    }

    private long hash(String text) {
        digest.update(salt);
        byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        long hash = 0;
        for (int index = 0; index < Long.BYTES; index++) {
            hash = hash << Byte.SIZE | bytes[index] & 0xFF;
        }
        return hash;
    }

    private static int[] emptySlots(int length) {
        int[] table = new int[length];
        Arrays.fill(table, ABSENT);
        return table;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
