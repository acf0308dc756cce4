package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;

/** Dialog on the page of a webhook. */
sealed interface WebhookDialog {
    /**
     * A new secret, shown once.
     *
     * @param previousUntil until when the previous secret signs, too; empty if there is none
     */
    record Secret(SecretText secret, Optional<Instant> previousUntil) implements WebhookDialog {}

    /**
     * Confirmation dialog to replace the secret.
     *
     * @param graceHours how long the current secret signs, too
     * @param overlaps whether a secret that was replaced before still signs
     */
    record Rotate(long graceHours, boolean overlaps) implements WebhookDialog {}

    /** Dialog to send events again, with the input of the form. @param problem why it was refused */
    record Replay(ReplayForm input, FormProblem problem) implements WebhookDialog {}

    /** Confirmation dialog to remove the webhook. */
    record Remove() implements WebhookDialog {}
}
