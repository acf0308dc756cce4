package io.rollcall.server.audit.shipping;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditMarks;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.database.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Shippers of all configured destinations; none by default. */
public record Shipping(List<Shipper> shippers) {
    public Shipping {
        shippers = List.copyOf(shippers);
    }

    public static Shipping of(
            ShippingConfig config,
            Database database,
            Audit audit,
            AuditMarks marks,
            Origin origin,
            Clock clock,
            MeterRegistry meters) {
        List<Destination> destinations = new ArrayList<>();
        config.syslog().map(syslog -> syslog(syslog, origin)).ifPresent(destinations::add);
        // A reference to the constructor would load OpenTelemetry even if there is no collector.
        config.otlp().ifPresent(otlp -> destinations.add(new OtlpLogs(otlp)));
        return new Shipping(destinations.stream()
                .map(destination -> new Shipper(database, audit, marks, destination, clock, meters))
                .toList());
    }

    private static Destination syslog(SyslogConfig config, Origin origin) {
        SyslogMessages messages = new SyslogMessages(config, origin.host());
        return config.transport() == SyslogConfig.Transport.UDP
                ? new SyslogUdp(config, messages)
                : new SyslogStream(config, messages);
    }
}
