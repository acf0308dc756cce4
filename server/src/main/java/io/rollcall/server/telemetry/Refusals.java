package io.rollcall.server.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what one surface refuses by reason, where the status alone does not say which; from zero on, so that none is missed. */
public final class Refusals {
    private final Map<String, Counter> counters;

    /** @param surface which one, in a word @param reasons all that it has, in a word each */
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
