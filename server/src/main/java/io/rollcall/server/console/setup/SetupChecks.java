package io.rollcall.server.console.setup;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.activity.IgnoredRole;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.UserPrefixSearch;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Live checks of the guides: finds the steps that the server has seen completed. */
public final class SetupChecks {
    private static final int RECENT = 50;

    private final Tokens tokens;
    private final Roles roles;
    private final Activity activity;
    private final UserPrefixSearch accounts;
    private final Clock clock;

    public SetupChecks(Tokens tokens, Roles roles, Activity activity, UserPrefixSearch accounts, Clock clock) {
        this.tokens = tokens;
        this.roles = roles;
        this.activity = activity;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Steps that the server has seen completed, for the current connection.
     *
     * @param ready SCIM provisioning is on, and there is a read-write token
     * @param tested a request with a current token, which is not being replaced, has succeeded
     * @param created a user was created with a current token, or one that it replaced; likewise {@code updated}, {@code deactivated}
     * @param role a user with a role arrived
     * @param ignoring entry of the latest push, if its role was ignored
     */
    record Completed(
            boolean ready,
            boolean tested,
            boolean created,
            boolean updated,
            boolean deactivated,
            boolean role,
            Optional<UUID> ignoring) {}

    /** Returns the part of a guide with the checks, for polling. */
    Response part(Layout layout, Organization organization) {
        Completed completed = of(organization);
        return Html.page(out -> JteChecksGenerated.render(out, null, layout, completed));
    }

    Completed of(Organization organization) {
        SetupConnection connection = new SetupConnection(organization, tokens.list(organization.id()), clock.instant());
        List<ActivityEntry> pushes = connection
                .since()
                .map(since -> pushes(organization.id(), since))
                .orElse(List.of());
        return new Completed(
                connection.isReady(),
                connection.isTested(),
                done(connection, ActivityKind.USER_CREATED),
                done(connection, ActivityKind.USER_CHANGED),
                done(connection, ActivityKind.USER_DEACTIVATED),
                hasRole(connection, pushes),
                ignoring(pushes));
    }

    /** Returns the latest pushes of whole users by the identity provider, newest first. */
    private List<ActivityEntry> pushes(OrganizationId id, Instant since) {
        return Stream.of(ActivityKind.USER_CREATED, ActivityKind.USER_CHANGED, ActivityKind.USER_REACTIVATED)
                .flatMap(kind ->
                        activity
                                .slice(id, ActivityQuery.of(kind, RECENT), Activity.Slice.OF_REQUEST)
                                .entries()
                                .stream())
                .filter(entry -> entry.actor().kind() == Actor.Kind.TOKEN
                        && !entry.actor().isRehearsal()
                        && !entry.occurred().isBefore(since))
                .sorted(Comparator.comparing(ActivityEntry::id, Comparator.reverseOrder()))
                .toList();
    }

    /** Returns the latest push if its role was ignored. Okta pushes whole profiles, so one is enough. */
    private Optional<UUID> ignoring(List<ActivityEntry> pushes) {
        return pushes.stream()
                .findFirst()
                .filter(entry -> IgnoredRole.isIn(entry, roles.attribute()))
                .map(ActivityEntry::id);
    }

    private boolean done(SetupConnection connection, ActivityKind kind) {
        OrganizationId id = connection.organization().id();
        return connection
                .since()
                .filter(since -> activity.hasFromProvider(id, kind, since))
                .isPresent();
    }

    /** Returns whether a user with a role arrived. Earlier releases did not record initial values; then any user with a role counts. */
    private boolean hasRole(SetupConnection connection, List<ActivityEntry> pushes) {
        String role = "\"" + roles.attribute() + "\":";
        return pushes.stream().anyMatch(entry -> entry.changes().contains(role))
                || pushes.stream().anyMatch(entry -> entry.changes().isEmpty())
                        && accounts.anyWithRole(connection.organization().id());
    }
}
