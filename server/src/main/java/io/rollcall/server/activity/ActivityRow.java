package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code activity}; {@code userId} is null if the entry is about no user. */
record ActivityRow(
        UUID id,
        Instant occurred,
        String kind,
        int status,
        UserId userId,
        String subject,
        String actorKind,
        String actorName,
        String address,
        String userAgent,
        String requestId,
        String detail,
        String changes) {

    ActivityEntry toEntry() {
        Actor actor = new Actor(Actor.Kind.valueOf(actorKind), actorName, address, userAgent, requestId);
        return new ActivityEntry(
                id,
                occurred,
                ActivityKind.of(kind).orElseThrow(),
                status,
                Optional.ofNullable(userId),
                subject,
                actor,
                detail,
                Changes.readable(changes));
    }
}
