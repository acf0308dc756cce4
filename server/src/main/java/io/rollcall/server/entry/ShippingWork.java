package io.rollcall.server.entry;

import io.rollcall.server.audit.shipping.Shipper;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.List;

/** Background work of sending the audit log: a thread for each destination, since a destination may be slow. */
final class ShippingWork implements AutoCloseable {
    private final List<Shipper> shippers;
    private final List<BackgroundWork> threads;

    private ShippingWork(List<Shipper> shippers, List<BackgroundWork> threads) {
        this.shippers = shippers;
        this.threads = threads;
    }

    static ShippingWork start(Shipping shipping, Duration every) {
        return new ShippingWork(
                shipping.shippers(),
                shipping.shippers().stream()
                        .map(shipper -> start(shipper, every))
                        .toList());
    }

    private static BackgroundWork start(Shipper shipper, Duration every) {
        BackgroundWork thread = new BackgroundWork();
        thread.every(every, "to send the audit log to " + shipper.name(), shipper::run);
        return thread;
    }

    /** Cuts off what is being sent: it is sent again by the next server. */
    @Override
    public void close() {
        shippers.forEach(Shipper::close);
        threads.forEach(BackgroundWork::close);
        try {
            shippers.forEach(Shipper::release);
        } catch (DatabaseUnavailable gone) {
            // another server goes on once the lease has ended
        }
    }
}
