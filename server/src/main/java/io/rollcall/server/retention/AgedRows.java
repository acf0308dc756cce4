package io.rollcall.server.retention;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * Rows that are deleted for their age.
 *
 * @param name the rows, for the log
 * @param begin is called before the first row of a run is deleted
 * @param older how many rows are older than a moment
 * @param all how many there are; asked only if many are older
 * @param removal deletes some of them
 */
public record AgedRows(
        String name, Consumer<Instant> begin, ToLongFunction<Instant> older, LongSupplier all, Removal removal) {
    public AgedRows(String name, ToLongFunction<Instant> older, LongSupplier all, Removal removal) {
        this(name, before -> {}, older, all, removal);
    }

    /** Deletes the oldest of the rows that are older than a moment. */
    @FunctionalInterface
    public interface Removal {
        /** @return how many went, {@code most} at the most */
        int remove(Instant before, int most);
    }
}
