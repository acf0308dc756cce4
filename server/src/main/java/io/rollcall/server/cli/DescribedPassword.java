package io.rollcall.server.cli;

import io.rollcall.server.administrators.IssuedPassword;
import io.rollcall.server.cli.Program.Features;

/** A one-time password as commands print it. */
record DescribedPassword(IssuedPassword issued, Features features) {
    Json json() {
        return Json.of(
                        "administrator",
                        DescribedAdministrator.of(issued.administrator(), features)
                                .json()
                                .put("expires", issued.until().toString()))
                .with("password", issued.password());
    }

    String[] lines() {
        return new String[] {
            "Password of " + issued.administrator().name() + " (copy it now, it is not shown again): "
                    + issued.password(),
            "It is good until " + issued.until() + ", and has to be changed at the first sign-in to /console."
        };
    }
}
