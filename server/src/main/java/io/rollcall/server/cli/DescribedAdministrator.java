package io.rollcall.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.AdministratorJson;
import io.rollcall.server.cli.Program.Features;
import java.time.Instant;
import java.util.Optional;

/** An administrator as commands print one. @param slug of the only organization; empty for operators */
record DescribedAdministrator(Administrator administrator, Optional<String> slug, Instant now) {
    static DescribedAdministrator of(Administrator administrator, Features features) {
        return new DescribedAdministrator(
                administrator,
                administrator
                        .organization()
                        .flatMap(features.organizations()::find)
                        .map(organization -> organization.slug().value()),
                features.clock().instant());
    }

    String reach() {
        return slug.orElse("all");
    }

    String lastSignIn() {
        return administrator.lastSignIn().map(Object::toString).orElse("never");
    }

    ObjectNode json() {
        return AdministratorJson.of(administrator, slug, now);
    }
}
