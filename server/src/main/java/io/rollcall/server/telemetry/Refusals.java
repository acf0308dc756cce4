package io.rollcall.server.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what one surface refuses by reason, where the status alone does not say which. */
public final class Refusals {
    private final MeterRegistry meters;
    private final String surface;

    /** @param surface which one, in a word */
    public Refusals(MeterRegistry meters, String surface) {
        this.meters = meters;
        this.surface = surface;
    }

    /** @param reason one of few words */
    public void count(String reason) {
        Counter.builder("rollcall.refusals")
                .description("Requests refused to protect the server, by surface and reason")
                .tag("surface", surface)
                .tag("reason", reason)
                .register(meters)
                .increment();
    }
}
