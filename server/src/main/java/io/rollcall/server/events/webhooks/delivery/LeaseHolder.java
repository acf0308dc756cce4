package io.rollcall.server.events.webhooks.delivery;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Id of this server as the holder of leases. It is one for all kinds of endpoints, so that each server is counted once. */
@Singleton
public final class LeaseHolder {
    private final String id = UUID.randomUUID().toString();

    @Inject
    public LeaseHolder() {}

    String id() {
        return id;
    }
}
