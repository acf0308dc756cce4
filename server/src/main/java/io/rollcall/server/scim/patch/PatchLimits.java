package io.rollcall.server.scim.patch;

import io.rollcall.server.scim.filter.FilterLimits;

/**
 * Limits of one PATCH.
 *
 * @param operations maximum number of operations
 * @param paths limits of each path
 * @param cost maximum number of comparisons, times the total length of the User and the operations
 * @param userLength maximum length of the patched User in characters; a longer one may not grow
 */
public record PatchLimits(int operations, FilterLimits paths, long cost, int userLength) {
    /** Defaults, far above the requests of identity providers. */
    public static final PatchLimits DEFAULT = new PatchLimits(1_000, FilterLimits.DEFAULT, 20_000_000, 1_000_000);
}
