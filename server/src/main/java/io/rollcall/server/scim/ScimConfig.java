package io.rollcall.server.scim;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.config.Settings;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.scim.patch.PatchLimits;
import io.rollcall.server.scim.scimple.ScimpleRegistry;
import io.rollcall.server.scim.scimple.UserOperations;
import java.time.Duration;

/**
 * Settings and limits of SCIM requests.
 *
 * @param maxBodyBytes maximum size of a body, decompressed
 * @param maxUserBytes maximum size of a stored User, as JSON in UTF-8 without {@code id} and {@code meta}
 * @param maxJsonDepth maximum nesting of a body's JSON
 * @param defaultPageSize number of users on a page if the client sends no {@code count}
 * @param maxPageSize maximum number of users on a page
 * @param maxBulkOperations maximum number of operations of one bulk request
 * @param bulkTimeout time after which a bulk request starts no further operation
 * @param cursorTimeout lifetime of a list cursor
 */
public record ScimConfig(
        int maxBodyBytes,
        int maxUserBytes,
        int maxJsonDepth,
        int defaultPageSize,
        int maxPageSize,
        FilterLimits filters,
        PatchLimits patches,
        int maxBulkOperations,
        Duration bulkTimeout,
        Duration cursorTimeout) {
    /** Okta requests pages of this size, and skips users if it gets smaller ones. */
    private static final int MIN_PAGE_SIZE = 100;

    /** A statement holds the User's document, a case-folded copy of about the same length, and the keys. */
    private static final int PARTS_OF_A_STATEMENT = 4;

    public static ScimConfig read(Settings settings) {
        requireFreeName(settings);
        FilterLimits filters = new FilterLimits(
                settings.integer("scim.max-filter-length", 256, 1 << 20),
                settings.integer("scim.max-filter-depth", 2, 200),
                settings.integer("scim.max-filter-terms", 2, 10_000));
        return new ScimConfig(
                settings.integer("http.max-body-bytes", 1_024, Integer.MAX_VALUE),
                settings.integer("scim.max-user-bytes", 1_024, Integer.MAX_VALUE),
                settings.integer("scim.max-json-depth", 8, 1_000),
                settings.integer("scim.default-page-size", 1, 100_000),
                settings.integer("scim.max-page-size", MIN_PAGE_SIZE, 100_000),
                filters,
                new PatchLimits(
                        settings.integer("scim.max-patch-operations", 1, 100_000),
                        filters,
                        settings.integer("scim.max-patch-cost", 1_000_000, Integer.MAX_VALUE),
                        settings.integer("scim.max-user-bytes", 1_024, Integer.MAX_VALUE)),
                settings.integer("scim.max-bulk-operations", 1, 10_000),
                Duration.ofSeconds(settings.integer("scim.bulk-timeout-seconds", 1, 3_600)),
                CursorKeyRotation.cursorTimeout(settings));
    }

    /** Rejects a name for the role attribute that would hide a standard attribute. */
    private static void requireFreeName(Settings settings) {
        String role = RoleConfig.read(settings).attribute();
        if (!role.equals(RoleAttribute.DEFAULT_NAME)
                && new ScimpleRegistry(RoleAttribute.DEFAULT_NAME).schemas().isTaken(role)) {
            settings.problem(RoleConfig.ATTRIBUTE + " is '" + role
                    + "', but the User has another attribute of that name;" + " choose a name of your own");
        }
    }

    /** Returns the same settings with Users limited to the database's maximum statement size. */
    public ScimConfig within(long maxStatementBytes) {
        return new ScimConfig(
                maxBodyBytes,
                (int) Math.min(maxUserBytes, maxStatementBytes / PARTS_OF_A_STATEMENT),
                maxJsonDepth,
                defaultPageSize,
                maxPageSize,
                filters,
                patches,
                maxBulkOperations,
                bulkTimeout,
                cursorTimeout);
    }

    /** Returns the limits of the operations on Users. */
    UserOperations.Limits users() {
        return new UserOperations.Limits(maxUserBytes, defaultPageSize, maxPageSize, filters, patches);
    }
}
