package io.rollcall.server.console.users;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleOrganizations;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.Menu;
import io.rollcall.server.console.users.ProfileDocument.ProfileLine;
import io.rollcall.server.events.receipts.Offboarding;
import io.rollcall.server.events.receipts.OffboardingJson;
import io.rollcall.server.events.receipts.OffboardingQuery;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.receipts.Receiver;
import io.rollcall.server.groups.Group.Membership;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.roles.precedence.RoleSource;
import io.rollcall.server.roles.precedence.RoleSource.MappedGroup;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.UserSummary;
import io.rollcall.server.users.Users;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Page of one user: profile, history, and manual deactivation. */
@Path("organizations/{slug}/users/{id}")
public final class UserProfilePage {
    private static final int HISTORY = 20;
    private static final int OFFBOARDINGS = 3;
    private static final int GROUPS = 100;

    /** Characters of the groups that are read. */
    private static final long MAX_LENGTH = 1L << 20;

    private final LayoutFactory layouts;
    private final ConsoleOrganizations organizations;
    private final UserSummaries accounts;
    private final Users users;
    private final GroupMembers members;
    private final Roles roles;
    private final RoleAssignments assignments;
    private final Activity activity;
    private final Offboardings offboardings;

    public UserProfilePage(
            LayoutFactory layouts,
            ConsoleOrganizations organizations,
            UserSummaries accounts,
            Users users,
            GroupMembers members,
            Roles roles,
            RoleAssignments assignments,
            Activity activity,
            Offboardings offboardings) {
        this.layouts = layouts;
        this.organizations = organizations;
        this.accounts = accounts;
        this.users = users;
        this.members = members;
        this.roles = roles;
        this.assignments = assignments;
        this.activity = activity;
        this.offboardings = offboardings;
    }

    @GET
    public Response show(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return page(request, slug, id, Optional.empty());
    }

    @GET
    @Path("deactivate")
    public Response askDeactivate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return page(request, slug, id, Optional.of(false));
    }

    @GET
    @Path("reactivate")
    public Response askReactivate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return page(request, slug, id, Optional.of(true));
    }

    @POST
    @Path("deactivate")
    public Response deactivate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return setActive(request, slug, id, false);
    }

    @POST
    @Path("reactivate")
    public Response reactivate(
            @Context ContainerRequestContext request, @PathParam("slug") String slug, @PathParam("id") String id) {
        return setActive(request, slug, id, true);
    }

    private Response setActive(ContainerRequestContext request, String slug, String id, boolean active) {
        Organization organization = organizations.get(request, slug);
        users.setActive(
                organization.id(), userId(id), active, ConsoleCaller.of(request).actor());
        return Html.goTo(ConsolePaths.of(organization, "users", id), active ? "user-reactivated" : "user-deactivated");
    }

    private Response page(ContainerRequestContext request, String slug, String id, Optional<Boolean> asked) {
        Organization organization = organizations.get(request, slug);
        UserSummary account = accounts.get(organization.id(), userId(id).toString());
        ProfileDocument document = ProfileDocument.read(accounts.document(organization.id(), account));
        List<Membership> groups = groups(organization, account);
        UserView view = new UserView(
                layouts.of(request, organization, Menu.USERS, account.userName()),
                organization,
                account,
                account.role().flatMap(roles.catalogue(organization.id())::find).map(Role::displayName),
                account.state() == UserSummary.State.FORMER
                        ? Optional.empty()
                        : Optional.of(assignments.source(organization.id(), account.id())),
                document.lines(),
                document.json(account),
                document.hidden(),
                groups.stream().limit(GROUPS).toList(),
                Math.max(0, groups.size() - GROUPS),
                activity.summaries(organization.id(), ActivityQuery.of(account.id(), HISTORY)),
                offboardings
                        .list(organization.id(), OffboardingQuery.of(account.id(), OFFBOARDINGS))
                        .offboardings(),
                asked.filter(active -> account.state() != UserSummary.State.FORMER));
        return Html.page(out -> JteUserGenerated.render(out, null, view));
    }

    private List<Membership> groups(Organization organization, UserSummary account) {
        return organization.groupsEnabled()
                ? members.ofUsers(organization.id(), List.of(account.id()), MAX_LENGTH)
                        .byUser()
                        .getOrDefault(account.id(), List.of())
                : List.of();
    }

    private static UserId userId(String text) {
        return UserId.parse(text).orElseThrow(() -> Refusal.notFound("This organization has no such user."));
    }

    /**
     * Model of a user's page.
     *
     * @param roleName display name of the role
     * @param source where the role comes from; empty for a former user
     * @param hidden number of profile values that are not shown
     * @param moreGroups number of groups that are not shown
     * @param history latest activity, newest first
     * @param offboardings the latest ones, newest first
     * @param asked dialog to show: true to reactivate, false to deactivate; empty for none
     */
    record UserView(
            Layout layout,
            Organization organization,
            UserSummary user,
            Optional<String> roleName,
            Optional<RoleSource> source,
            List<ProfileLine> profile,
            String json,
            int hidden,
            List<Membership> groups,
            int moreGroups,
            List<ActivityEntry> history,
            List<Offboarding> offboardings,
            Optional<Boolean> asked) {

        boolean former() {
            return user.state() == UserSummary.State.FORMER;
        }

        boolean active() {
            return user.state() == UserSummary.State.ACTIVE;
        }

        String path(String... more) {
            return ConsolePaths.below(
                    ConsolePaths.of(organization, "users", user.id().toString()), more);
        }

        /** Returns the time from a request until then, in seconds. */
        String seconds(Offboarding offboarding, Instant then) {
            return OffboardingJson.seconds(offboarding.request().until(then)).toPlainString();
        }

        /** Returns the page of a receiver that is missing; empty if it has none that the administrator may open. */
        Optional<String> path(Receiver receiver) {
            boolean own = receiver.owner().equals(organization.id());
            boolean operator = layout.caller()
                    .filter(caller -> caller.administrator().isOperator())
                    .isPresent();
            String page = own ? ConsolePaths.of(organization, "webhooks") : ConsolePaths.WEBHOOKS;
            return own || operator
                    ? switch (receiver.kind()) {
                        case CONSUMER -> Optional.of(page + "#consumers");
                        case WEBHOOK -> Optional.of(ConsolePaths.below(page, receiver.name()));
                        case STREAM, PRODUCT -> Optional.empty();
                    }
                    : Optional.empty();
        }

        String path(MappedGroup mapped) {
            return ConsolePaths.of(organization, "groups", mapped.id().toString());
        }

        String path(Membership membership) {
            return ConsolePaths.of(organization, "groups", membership.group().toString());
        }

        String path(ActivityEntry entry) {
            return ConsolePaths.of(organization, "activity", entry.id().toString());
        }
    }
}
