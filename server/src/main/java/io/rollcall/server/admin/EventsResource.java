package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.http.LongPoll;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.users.snapshot.SnapshotCursor;
import io.rollcall.server.users.snapshot.UserSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Feed of events, oldest first: of all organizations for operators, of their own for other keys. */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
public final class EventsResource {
    private static final String NOW = "now";
    private static final int MAX_WAIT_SECONDS = 30;

    /** Characters of a response that has waited, which is sent at once. */
    private static final long MAX_AFTER_WAIT = 32 * 1024;

    private final AdminOrganizations organizations;
    private final EventLog log;
    private final Sequencing sequencing;
    private final UserSnapshot snapshot;
    private final PublicUrls urls;

    EventsResource(
            AdminOrganizations organizations,
            EventLog log,
            Sequencing sequencing,
            UserSnapshot snapshot,
            PublicUrls urls) {
        this.organizations = organizations;
        this.log = log;
        this.sequencing = sequencing;
        this.snapshot = snapshot;
        this.urls = urls;
    }

    @GET
    @QueryParameters({"after", "limit", "types", "organization", "document", "wait"})
    public Response list(@Context ContainerRequestContext request) {
        StrictQuery query = StrictQuery.of(request);
        Duration wait = query.seconds("wait", MAX_WAIT_SECONDS).orElse(Duration.ZERO);
        EventQuery selected = new EventQuery(
                query.text("after").map(this::position).orElseGet(log::beginning),
                query.text("types").map(EventQuery::types).orElse(Set.of()),
                organization(request, query.text("organization")),
                query.limit(),
                query.flag("document").orElse(false));
        EventLog.Page page = log.read(selected);
        if (page.isEmpty() && !wait.isZero()) {
            LongPoll.await(request, wait, new NextEvents(this, selected, page.end()));
        }
        return Response.ok(body(page)).build();
    }

    /** Returns a page of all users, with which a receiver begins before it follows the events. */
    @GET
    @Path("snapshot")
    @QueryParameters({"after", "limit", "organization"})
    public Response snapshot(@Context ContainerRequestContext request) {
        StrictQuery query = StrictQuery.of(request);
        UserSnapshot.Page page = snapshot.page(
                query.text("after").map(SnapshotCursor::parse),
                organization(request, query.text("organization")),
                query.limit());
        ObjectNode json = AdminJson.object();
        ArrayNode users = json.putArray("users");
        page.users().forEach(user -> users.add(user.json()));
        page.next().ifPresent(next -> json.put("next", next.toString()));
        json.put("events", page.events().toString());
        return Response.ok(AdminJson.bytes(json)).build();
    }

    private long position(String cursor) {
        return cursor.equals(NOW) ? log.newest() : EventCursor.parse(cursor).position();
    }

    /** Returns the only organization of the feed: the one that the caller names, or the one of its key. */
    private Optional<OrganizationId> organization(ContainerRequestContext request, Optional<String> slug) {
        return slug.map(named -> organizations.get(request, named))
                .map(Organization::id)
                .or(() -> AdminCaller.of(request).key().organization());
    }

    private byte[] body(EventLog.Page page) {
        ObjectNode json = AdminJson.object();
        ArrayNode events = json.putArray("events");
        page.events()
                .forEach(event -> events.add(event.withDocumentInData(slug -> urls.of(new Slug(slug)))
                        .json()));
        json.put("next", new EventCursor(page.end()).toString());
        json.put("more", page.more());
        return AdminJson.bytes(json);
    }

    /** The next events of a feed whose reader has read all. @param passed position up to which there are none for it */
    private record NextEvents(EventsResource feed, EventQuery query, AtomicLong passed) implements LongPoll.Source {
        NextEvents(EventsResource feed, EventQuery query, long passed) {
            this(feed, query, new AtomicLong(passed));
        }

        @Override
        public CompletableFuture<?> ready() {
            return feed.sequencing.after(passed.get());
        }

        @Override
        public Optional<byte[]> poll() {
            EventLog.Page page = feed.log.read(query.from(passed.get()), MAX_AFTER_WAIT);
            passed.set(page.end());
            return page.isEmpty() ? Optional.empty() : Optional.of(feed.body(page));
        }
    }
}
