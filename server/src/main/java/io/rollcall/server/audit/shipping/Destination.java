package io.rollcall.server.audit.shipping;

import io.rollcall.server.audit.AuditEntry;
import java.io.IOException;
import java.util.List;

/** System that receives the audit log. */
interface Destination extends AutoCloseable {
    /** Returns the destination's name in settings, metrics and stored positions. */
    String name();

    /**
     * Sends entries in this order, and returns once the receiver has accepted them.
     *
     * @throws IOException if it may not have accepted all of them
     */
    void send(List<AuditEntry.Chained> entries) throws IOException;

    /** Aborts sending. */
    @Override
    void close();
}
