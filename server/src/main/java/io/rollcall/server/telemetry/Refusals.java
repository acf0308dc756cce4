package io.rollcall.server.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counters of one surface's refusals by reason. All are registered at zero, so that a first refusal is visible as an increase.
 */
public final class Refusals {
    private final Map<String, Counter> counters;

    /** @param surface name of the surface, as a label @param reasons all reasons of the surface, as labels */
    public Refusals(MeterRegistry meters, String surface, Set<String> reasons) {
        this.counters = reasons.stream()
                .collect(
                        Collectors.toUnmodifiableMap(Function.identity(), reason -> Counter.builder("rollcall.refusals")
                                .description("Requests refused to protect the server, by surface and reason")
                                .tag("surface", surface)
                                .tag("reason", reason)
                                .register(meters)));
    }

    public void count(String reason) {
        counters.get(reason).increment();
    }
}
