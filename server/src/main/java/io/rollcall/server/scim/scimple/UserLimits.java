package io.rollcall.server.scim.scimple;

import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.patch.PatchLimits;

/**
 * Limits of the operations on Users.
 *
 * @param maxUserBytes the largest User that is stored, as JSON in UTF-8 without {@code id} and {@code meta}
 * @param defaultPageSize the page size if the client names none
 * @param maxPageSize the largest page size
 */
public record UserLimits(
        int maxUserBytes, int defaultPageSize, int maxPageSize, FilterLimits filters, PatchLimits patches) {}
