package io.rollcall.server.events.webhooks.delivery;

import java.io.IOException;

/** Failure of an attempt, with a message for the owner of the endpoint. */
public final class DeliveryFailure extends IOException {
    private static final long serialVersionUID = 1L;

    public DeliveryFailure(String message) {
        super(message);
    }
}
