package io.rollcall.server.cli;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.cli.Program.Features;
import java.util.Optional;

/** An administrator as commands print one. @param slug of the only organization; empty for operators */
record DescribedAdministrator(Administrator administrator, Optional<String> slug) {
    static DescribedAdministrator of(Administrator administrator, Features features) {
        return new DescribedAdministrator(
                administrator,
                administrator
                        .organization()
                        .flatMap(features.organizations()::find)
                        .map(organization -> organization.slug().value()));
    }

    String reach() {
        return slug.orElse("all");
    }

    String lastSignIn() {
        return administrator.lastSignIn().map(Object::toString).orElse("never");
    }

    Json json() {
        return new Json()
                .with("id", administrator.id())
                .with("name", administrator.name())
                .with("organization", slug)
                .with("created", administrator.created().toString())
                .with("lastSignIn", administrator.lastSignIn());
    }
}
