package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.FormData;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookChange;
import io.rollcall.server.kernel.EnumName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Input of the form to add or edit a webhook.
 *
 * @param types selected types and patterns such as {@code user.*}; empty for all
 * @param organization slug of the only organization, entered by an operator; empty for all
 * @param signature how messages are signed
 * @param document whether messages have the SCIM document of the user
 */
record WebhookForm(
        String url,
        String description,
        List<String> types,
        String organization,
        SignatureScheme signature,
        boolean document,
        boolean enabled) {
    /** Beginning of the names of checkboxes. */
    static final String TYPE = "type:";

    private static final String WILDCARD = ".*";

    /** Types that begin with the same word. @param kind the word @param types the pattern for all of them, then each */
    record TypeGroup(String kind, List<String> types) {}

    static WebhookForm empty() {
        return new WebhookForm("", "", List.of(), "", SignatureScheme.V1, false, true);
    }

    static WebhookForm of(Webhook webhook) {
        return new WebhookForm(
                webhook.url(),
                webhook.description(),
                webhook.types(),
                "",
                webhook.secrets().scheme(),
                webhook.document(),
                webhook.isEnabled());
    }

    /** Returns the submitted or restored input; {@code unchanged} if there is none. */
    static WebhookForm of(FormData form, WebhookForm unchanged) {
        return form.has("url")
                ? new WebhookForm(
                        form.text("url").strip(),
                        form.text("description").strip(),
                        form.namesAfter(TYPE),
                        form.text("organization").strip(),
                        scheme(form).orElse(unchanged.signature()),
                        form.ticked("document"),
                        form.ticked("enabled"))
                : unchanged;
    }

    /** Returns the submitted signature; empty if the form has none or an unknown one. */
    static Optional<SignatureScheme> scheme(FormData form) {
        return EnumName.find(SignatureScheme.class, form.text("signature"));
    }

    /** Returns the change of a webhook, without what is the same: a setting may forbid today what it allowed once. */
    WebhookChange change(Webhook before) {
        return new WebhookChange(
                Optional.of(url).filter(other -> !other.equals(before.url())),
                Optional.of(types).filter(others -> !List.copyOf(others).equals(sorted(before.types()))),
                Optional.of(description).filter(other -> !other.equals(before.description())),
                Optional.of(document).filter(wanted -> wanted != before.document()),
                Optional.of(enabled).filter(on -> on != before.isEnabled()));
    }

    private static List<String> sorted(List<String> types) {
        return types.stream().sorted().toList();
    }

    boolean selects(String type) {
        return types.contains(type);
    }

    /** Returns all types in groups, with selected ones that this release does not know in a group without a kind. */
    List<TypeGroup> groups() {
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            String kind = type.label().substring(0, type.label().indexOf('.'));
            byKind.merge(kind, List.of(kind + WILDCARD, type.label()), (before, more) -> Stream.concat(
                            before.stream(), more.stream().skip(1))
                    .toList());
        }
        List<String> unknown = types.stream()
                .filter(type -> byKind.values().stream().noneMatch(known -> known.contains(type)))
                .toList();
        if (!unknown.isEmpty()) {
            byKind.put("other", unknown);
        }
        return byKind.entrySet().stream()
                .map(group -> new TypeGroup(group.getKey(), group.getValue()))
                .toList();
    }
}
