package io.rollcall.server.http;

import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Content negotiation by the weights in the Accept header (RFC 9110 section 12.5.1). */
public final class AcceptHeader {
    /** Browsers send about ten; the header is read even to answer requests that are refused for their headers. */
    private static final int MAX_RANGES = 50;

    private AcceptHeader() {}

    /** Returns the best of the types, or the first one if the header is empty, malformed, very long or allows none of them. */
    public static String bestOrFirst(List<String> types, String accept) {
        return accept.isBlank() ? types.get(0) : best(types, ranges(accept)).orElse(types.get(0));
    }

    private static List<MediaType> ranges(String accept) {
        String[] ranges = accept.split(",", MAX_RANGES + 1);
        if (ranges.length > MAX_RANGES) {
            return List.of();
        }
        try {
            return Arrays.stream(ranges)
                    .filter(range -> !range.isBlank())
                    .map(MediaType::valueOf)
                    .toList();
        } catch (RuntimeException malformed) {
            return List.of();
        }
    }

    /**
     * Returns the best of the types, or empty if none is acceptable.
     *
     * @param ranges in the order of the header
     */
    public static Optional<String> best(List<String> types, List<MediaType> ranges) {
        return types.stream()
                .map(MediaType::valueOf)
                .filter(type -> weight(type, ranges) > 0)
                .min(Comparator.<MediaType>comparingDouble(type -> -weight(type, ranges))
                        .thenComparingInt(type -> place(type, ranges)))
                .map(MediaType::toString);
    }

    /** Returns the weight of the most specific range that covers the type. */
    private static double weight(MediaType type, List<MediaType> ranges) {
        return ranges.stream()
                .filter(type::isCompatible)
                .max(Comparator.comparingInt(AcceptHeader::exactness).thenComparingDouble(AcceptHeader::weight))
                .map(AcceptHeader::weight)
                .orElse(0.0);
    }

    private static double weight(MediaType range) {
        try {
            return Optional.ofNullable(range.getParameters().get("q"))
                    .map(Double::parseDouble)
                    .orElse(1.0);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private static int exactness(MediaType range) {
        return (range.isWildcardType() ? 0 : 1) + (range.isWildcardSubtype() ? 0 : 1);
    }

    /** Returns the position of a type, which decides between types of equal weight. */
    private static int place(MediaType type, List<MediaType> ranges) {
        List<String> names = ranges.stream()
                .map(range -> range.getType() + "/" + range.getSubtype())
                .toList();
        int place = names.indexOf(type.toString());
        return place < 0 ? names.size() : place;
    }
}
