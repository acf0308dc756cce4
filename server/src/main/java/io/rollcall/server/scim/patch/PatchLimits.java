package io.rollcall.server.scim.patch;

import io.rollcall.server.scim.filter.FilterLimits;

/**
 * How much one PATCH may ask for.
 *
 * @param operations the most operations
 * @param paths how large the path of each may be
 */
public record PatchLimits(int operations, FilterLimits paths) {
    /** Far above what identity providers send. */
    public static final PatchLimits DEFAULT = new PatchLimits(1_000, FilterLimits.DEFAULT);
}
