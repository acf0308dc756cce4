package io.rollcall.server.organizations;

import io.rollcall.server.kernel.OrganizationId;

/** Data that a feature keeps for an organization, and removes when the organization is deleted. */
@FunctionalInterface
public interface OrganizationData {
    /**
     * Removes a batch of rows in one transaction.
     *
     * @param most maximum number of rows
     * @return the number of removed rows; 0 when none is left
     */
    int remove(OrganizationId organization, int most);
}
