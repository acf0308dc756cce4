package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;

/** Data that a feature keeps for an organization, and removes when the organization is deleted. */
@FunctionalInterface
public interface OrganizationData {
    /**
     * Removes some of it, in a transaction of its own.
     *
     * @param most how many rows at once
     * @return how many rows went; 0 when none is left
     */
    int remove(OrganizationId organization, int most);
}
