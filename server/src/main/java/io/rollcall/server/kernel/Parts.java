package io.rollcall.server.kernel;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Parts of a collection, for statements that take a bounded number of values. */
public final class Parts {
    private Parts() {}

    /** Returns the elements in their order, in lists of that size; the last one may be shorter. */
    public static <T> Stream<List<T>> of(Collection<T> elements, int size) {
        List<T> all = List.copyOf(elements);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)));
    }
}
