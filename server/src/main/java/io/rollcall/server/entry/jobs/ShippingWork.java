package io.rollcall.server.entry.jobs;

import io.rollcall.server.audit.shipping.Shipper;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.List;

/** Background jobs that ship the audit log, with a thread for each destination, since a destination may be slow. */
final class ShippingWork implements AutoCloseable {
    private final List<Shipper> shippers;
    private final Duration period;
    private final List<BackgroundWork> threads;

    ShippingWork(Shipping shipping, Duration period) {
        this.shippers = shipping.shippers();
        this.period = period;
        this.threads = shippers.stream().map(shipper -> new BackgroundWork()).toList();
    }

    void start() {
        for (int i = 0; i < shippers.size(); i++) {
            Shipper shipper = shippers.get(i);
            threads.get(i).every(period, "send the audit log to " + shipper.name(), shipper::run);
        }
    }

    /** Interrupts transmissions; the next server sends the entries again. */
    @Override
    public void close() {
        shippers.forEach(Shipper::close);
        threads.forEach(BackgroundWork::close);
        try {
            shippers.forEach(Shipper::release);
        } catch (DatabaseUnavailable gone) {
            // another server continues once the lease has expired
        }
    }
}
