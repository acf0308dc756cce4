package io.rollcall.server.events.tokens;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.events.tokens.PushState.PushError;
import io.rollcall.server.events.webhooks.Webhook.Progress;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Collection;
import java.util.List;

/** Statements on {@code event_stream_pushes}; see PushMapper.xml. */
interface PushMapper {
    /** Returns the shards of all streams, one for each stream. */
    @CrossOrganization("servers share the streams of all organizations")
    List<Integer> shards();

    /** Returns the shards of enabled streams. */
    @CrossOrganization("servers share the streams of all organizations")
    List<Integer> busyShards();

    /** Inserts an endpoint, or replaces the one of the stream, whose failures are forgotten. */
    void put(OrganizationId organizationId, String stream, int shard, PushEndpoint endpoint);

    int delete(OrganizationId organizationId, String stream);

    /** Forgets failures, as of a stream whose status is set. */
    int restart(OrganizationId organizationId, String stream);

    /** Begins another generation. */
    int take(OrganizationId organizationId, String stream);

    void save(OrganizationId organizationId, String stream, Progress progress);

    void noteError(OrganizationId organizationId, String stream, PushError error);

    /** Removes the description of an error about a user, which may repeat the token. */
    int redact(OrganizationId organizationId, OrganizationId operators, String user);

    int remove(OrganizationId organizationId, int most);

    @CrossOrganization("servers share the streams of all organizations")
    List<WaitingVerification> verifications(Collection<Integer> shards);

    /** Verification with its stream. */
    record WaitingVerification(String stream, StreamVerification verification) {
        static WaitingVerification read(Row row) {
            return new WaitingVerification(
                    row.text(1), new StreamVerification(row.text(2), row.optionalText(3), row.instant(4)));
        }
    }
}
