package io.rollcall.server.importexport;

import io.rollcall.server.kernel.UserId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Map from the ids of a file to the imported users: each id stands for the user of the first line that has it. */
final class ImportedIds {
    private static final int CHUNK = 1 << 14;
    private static final long[] NOBODY_YET = {};

    private final HashIndex ids = new HashIndex();
    private final BitSet known = new BitSet();
    private final List<long[]> users = new ArrayList<>();

    /** Adds an id whose user is not known yet. @return whether no line before had it */
    synchronized boolean add(String id) {
        boolean isNew = ids.find(id) == HashIndex.ABSENT;
        if (isNew && ids.add(id) % CHUNK == 0) {
            users.add(NOBODY_YET);
        }
        return isNew;
    }

    /** Sets the user of an added id. */
    synchronized void note(String id, UserId user) {
        int number = ids.find(id);
        known.set(number);
        if (!user.equals(PlannedUsers.SOMEBODY)) {
            put(number, user.value());
        }
    }

    /** Stores an id; users of a dry run have none, and take no memory. */
    private void put(int number, UUID user) {
        if (users.get(number / CHUNK).length == 0) {
            users.set(number / CHUNK, new long[CHUNK * 2]);
        }
        long[] chunk = users.get(number / CHUNK);
        int place = number % CHUNK * 2;
        chunk[place] = user.getMostSignificantBits();
        chunk[place + 1] = user.getLeastSignificantBits();
    }

    /** Returns the user, if known. */
    synchronized Optional<UserId> find(String id) {
        int number = ids.find(id);
        if (number == HashIndex.ABSENT || !known.get(number)) {
            return Optional.empty();
        }
        long[] chunk = users.get(number / CHUNK);
        int place = number % CHUNK * 2;
        return Optional.of(
                chunk.length == 0 ? PlannedUsers.SOMEBODY : new UserId(new UUID(chunk[place], chunk[place + 1])));
    }
}
