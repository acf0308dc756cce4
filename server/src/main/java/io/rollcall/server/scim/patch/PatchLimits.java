package io.rollcall.server.scim.patch;

import io.rollcall.server.scim.filter.FilterLimits;

/**
 * Limits of one PATCH.
 *
 * @param operations the most operations
 * @param paths how large the path of each may be
 * @param cost the most changes, times the length of the User and of the operations together
 * @param userLength the most characters of a User afterwards, unless it had more before
 */
public record PatchLimits(int operations, FilterLimits paths, long cost, int userLength) {
    /** Far above what identity providers send. */
    public static final PatchLimits DEFAULT = new PatchLimits(1_000, FilterLimits.DEFAULT, 200_000_000, 1_000_000);
}
