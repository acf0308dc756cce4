package io.rollcall.server.cli;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeyJson;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
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
        return Json.of(AdminKeyJson.of(key, slug, now));
    }
}
