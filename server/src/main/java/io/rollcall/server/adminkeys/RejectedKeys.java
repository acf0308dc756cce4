package io.rollcall.server.adminkeys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditEvent;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.credentials.MinuteTallies;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Shortened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Counter of requests with expired or revoked admin keys, such as one still used by a script. Counts are kept in memory and
 * written at most once a minute per key, as one failed event in the audit log.
 */
@Singleton
public final class RejectedKeys {
    private static final int MAX_KEYS = 10_000;
    private static final int MAX_REQUEST = 255;
    private static final int TOO_MANY = 429;

    private final Audit audit;
    private final Clock clock;
    private final MinuteTallies<Long, Tally> tallies = new MinuteTallies<>(MAX_KEYS, Tally::plus);

    /** Count of the requests with one key. @param request the last one @param tooMany the number of requests answered with 429 */
    private record Tally(AdminKey key, String request, Actor actor, long requests, long tooMany) {
        Tally plus(Tally later) {
            return new Tally(later.key, later.request, later.actor, requests + later.requests, tooMany + later.tooMany);
        }
    }

    @Inject
    public RejectedKeys(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Counts a request.
     *
     * @param request its method and path
     * @param actor the key's name, with the client's address and user agent
     * @param status the HTTP status of the answer: 401, or 429 if the address failed too often
     */
    public void count(AdminKey key, String request, Actor actor, int status) {
        Tally one = new Tally(key, Shortened.of(request, MAX_REQUEST), actor, 1, status == TOO_MANY ? 1 : 0);
        tallies.count(key.id(), one);
    }

    /** Writes the counts of keys not written in the last minute. */
    public void write() {
        tallies.write(clock.instant(), this::write);
    }

    /** Writes all counts. */
    public void writeAll() {
        tallies.writeAll(clock.instant(), this::write);
    }

    private void write(long id, Tally tally) {
        AdminKey key = tally.key();
        String detail = JsonNodeFactory.instance
                .objectNode()
                .put("key", id)
                .put("state", EnumName.of(key.stateAt(clock.instant())))
                .put("request", tally.request())
                .put("requests", tally.requests())
                .put("tooMany", tally.tooMany())
                .toString();
        AuditEvent event = AuditEvent.of(AuditKind.ADMIN_KEY_REJECTED, tally.actor(), key.name())
                .in(key.organization())
                .ending(AuditEntry.Outcome.FAILED)
                .with(detail);
        audit.record(event);
    }
}
