package io.rollcall.server.cli.administrator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.AdministratorJson;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import java.time.Instant;
import java.util.Optional;

/**
 * An administrator as commands print it.
 *
 * @param slug slug of the administrator's only organization; empty for an operator
 */
record AdministratorOutput(Administrator administrator, Optional<String> slug, Instant now) {
    static AdministratorOutput of(Administrator administrator, Features features) {
        return new AdministratorOutput(
                administrator,
                administrator.organization().flatMap(features.organizations()::slug),
                features.clock().instant());
    }

    /** Prints a new one-time password with its administrator. */
    static void print(Administrators.IssuedPassword issued, Features features, CommandOutput output) {
        ObjectNode administrator = of(issued.administrator(), features)
                .object()
                .put("expires", issued.until().toString());
        output.print(
                JsonLine.of("administrator", administrator).with("password", issued.password()),
                "Password of " + issued.administrator().name() + " (copy it now, it is not shown again): "
                        + issued.password(),
                "It is good until " + issued.until() + ", and has to be changed at the first sign-in to /console.");
    }

    String reach() {
        return slug.orElse("all");
    }

    String lastSignIn() {
        return administrator.lastSignIn().map(Object::toString).orElse("never");
    }

    JsonLine json() {
        return JsonLine.of(object());
    }

    private ObjectNode object() {
        return AdministratorJson.of(administrator, slug, now);
    }
}
