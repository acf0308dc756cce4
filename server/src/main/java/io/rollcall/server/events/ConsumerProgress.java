package io.rollcall.server.events;

import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;

/** Listener for the positions of consumers. */
public interface ConsumerProgress {
    /**
     * Called in the transaction that stores a position, after it is stored.
     *
     * @param owner the organization whose consumer it is, or {@link EventConsumers#OPERATORS}
     */
    void moved(Transaction tx, OrganizationId owner, String name);
}
