package io.rollcall.server.administrators;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A row of {@code administrators}; null for all organizations, and for events that have not happened. */
record AdministratorRow(
        long id,
        Long organizationId,
        String name,
        String password,
        Instant oneTimeUntil,
        Instant created,
        Instant lastSignIn,
        String createdBy,
        Actor.Kind createdByKind,
        String lastAddress) {

    /** Returns whether the password is valid then: a one-time password expires. */
    boolean isGoodAt(Instant time) {
        return oneTimeUntil == null || time.isBefore(oneTimeUntil);
    }

    Administrator toAdministrator() {
        return new Administrator(
                id,
                Optional.ofNullable(organizationId).map(OrganizationId::new),
                name,
                Optional.ofNullable(oneTimeUntil),
                new Creator(Objects.requireNonNullElse(createdBy, ""), Optional.ofNullable(createdByKind)),
                created,
                Optional.ofNullable(lastSignIn)
                        .map(at -> new Credential.LastUse(at, Objects.requireNonNullElse(lastAddress, ""))));
    }
}
