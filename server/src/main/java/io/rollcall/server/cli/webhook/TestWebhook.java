package io.rollcall.server.cli.webhook;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.WebhookJson;
import io.rollcall.server.kernel.Refusal;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall webhook test}. */
@Command(
        name = "test",
        description = "Send an event of the type webhook.test, and print the response.",
        footer = {"", "Example: rollcall webhook test 0198c0de-0000-7000-8000-000000000001"})
final class TestWebhook extends FeatureCommand {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MAX_LOOKS = 150;

    @Mixin
    private final WebhookArgument webhook = new WebhookArgument();

    TestWebhook(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Deliveries deliveries = features.deliveries();
        Delivery delivery = deliveries.test(Optional.empty(), webhook.id());
        for (int look = 0; isWaiting(delivery) && look < MAX_LOOKS && pause(PAUSE); look++) {
            delivery = deliveries.get(Optional.empty(), webhook.id(), delivery.id());
        }
        if (isWaiting(delivery)) {
            throw Refusal.conflict("The test was not sent yet. Is a server running? It will send it.");
        }
        if (delivery.status() == Delivery.Status.FAILED) {
            throw Refusal.conflict("The test failed: " + delivery.attempt().error());
        }
        output.print(
                JsonLine.of(WebhookJson.of(delivery)),
                "The endpoint answered " + delivery.attempt().responseStatus() + " after "
                        + delivery.attempt().latencyMillis() + " ms.");
    }

    private static boolean isWaiting(Delivery delivery) {
        return delivery.status() == Delivery.Status.REQUESTED;
    }
}
