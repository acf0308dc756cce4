package io.rollcall.server.events.receipts;

import io.rollcall.server.config.Settings;
import java.time.Duration;

/**
 * Settings of receipts.
 *
 * @param overdueAfter time in which all receivers acknowledge an offboarding
 */
public record ReceiptConfig(Duration overdueAfter) {
    private static final int MAX_SECONDS = 2_592_000;

    public static ReceiptConfig read(Settings settings) {
        return new ReceiptConfig(
                Duration.ofSeconds(settings.integer("events.receipt-overdue-seconds", 1, MAX_SECONDS)));
    }
}
