package io.rollcall.server.cli;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeySecret;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** An admin key as commands print it. @param slug of the one organization that it is for; empty for all */
record DescribedKey(AdminKey key, Optional<String> slug, Instant now) {
    static DescribedKey of(AdminKey key, Features features) {
        Optional<Organization> organization = key.organization().flatMap(features.organizations()::find);
        return new DescribedKey(
                key,
                organization.map(found -> found.slug().value()),
                features.clock().instant());
    }

    String state() {
        return key.stateAt(now).name().toLowerCase(Locale.ROOT);
    }

    /** The state with what follows from it. */
    String stateInWords() {
        return new CredentialWords(key, now).state();
    }

    /** What it opens, in words. */
    String reach() {
        return slug.map(text -> "the organization '" + text + "'").orElse("all organizations");
    }

    String expires() {
        return key.expires().map(Instant::toString).orElse("never");
    }

    String lastUse() {
        return key.lastUse().map(use -> use.at() + " from " + use.address()).orElse("never");
    }

    Json json() {
        return describe(new Json().with("id", key.id()))
                .with("state", state())
                .with("createdBy", key.createdBy())
                .with("created", key.created().toString())
                .with("lastUsed", key.lastUse().map(LastUse::at))
                .with("lastAddress", key.lastUse().map(LastUse::address))
                .with("replacedBy", key.replacedBy().orElse(null))
                .with("retires", key.retires())
                .with("revoked", key.revoked());
    }

    /** For the one time that its text is shown. */
    Json jsonWith(AdminKeySecret secret) {
        return describe(new Json().with("key", secret.reveal()).with("id", key.id()));
    }

    private Json describe(Json json) {
        return json.with("name", key.name()).with("organization", slug).with("expires", key.expires());
    }
}
