package io.rollcall.server.events.webhooks;

import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.events.webhooks.Webhook.State;
import java.util.List;
import java.util.Optional;

/** Change of an endpoint; what is empty is kept. */
public record WebhookChange(
        Optional<String> url,
        Optional<List<String>> types,
        Optional<String> description,
        Optional<Boolean> document,
        Optional<Boolean> enabled) {

    Webhook applied(Webhook before, WebhookConfig config) {
        State state = enabled.map(on -> on ? State.ENABLED : disabled(before)).orElse(before.state());
        boolean resumes = state == State.ENABLED && !before.isEnabled();
        return new Webhook(
                before.id(),
                before.organization(),
                before.shard(),
                url.map(text -> WebhookRequest.url(text, config)).orElse(before.url()),
                types.map(WebhookRequest::types).orElse(before.types()),
                description.map(WebhookRequest::description).orElse(before.description()),
                document.orElse(before.document()),
                state,
                before.secrets(),
                before.created(),
                resumes ? fresh(before.progress()) : before.progress(),
                before.skipped());
    }

    /** Returns the state of a disabled endpoint; one that is disabled already keeps the reason. */
    private static State disabled(Webhook before) {
        return before.isEnabled() ? State.DISABLED : before.state();
    }

    private static Progress fresh(Progress progress) {
        return new Progress(
                progress.position(),
                progress.generation(),
                0,
                Optional.empty(),
                Optional.empty(),
                progress.lastSuccess());
    }
}
