package io.rollcall.server.cli.webhook;

import java.util.UUID;
import picocli.CommandLine.Parameters;

/** Argument {@code ID}: a webhook. */
final class WebhookArgument {
    @Parameters(paramLabel = "ID", description = "The webhook's id, which 'rollcall webhook list' shows.")
    private UUID id;

    UUID id() {
        return id;
    }
}
