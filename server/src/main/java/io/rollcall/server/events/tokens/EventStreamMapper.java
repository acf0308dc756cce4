package io.rollcall.server.events.tokens;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The statements on {@code event_streams} and on verifications; see EventStreamMapper.xml. */
interface EventStreamMapper {
    void insert(EventStream stream, OrganizationId organizationId, StoredSettings settings);

    int count(OrganizationId organizationId);

    List<EventStream> list(OrganizationId organizationId);

    /** Returns streams that are not disabled. */
    @CrossOrganization("offboardings of all organizations are checked together")
    List<EventStream> listOfAll();

    /** Returns streams that are pushed, whatever their status. */
    @CrossOrganization("servers share the streams of all organizations")
    List<EventStream> listOfShards(Collection<Integer> shards);

    Optional<EventStream> find(OrganizationId organizationId, String id);

    /** Returns the row, locked until the transaction ends. */
    Optional<EventStream> lock(OrganizationId organizationId, String id);

    void update(OrganizationId organizationId, String id, StoredSettings settings);

    void setStatus(OrganizationId organizationId, String id, String status, String reason, long position);

    void pause(OrganizationId organizationId, String id, String reason);

    void setVerified(OrganizationId organizationId, String id, Instant verified);

    int delete(OrganizationId organizationId, String id);

    void addVerification(
            OrganizationId organizationId, String stream, String id, Optional<String> state, Instant created);

    List<StreamVerification> listVerifications(OrganizationId organizationId, String stream);

    int deleteVerifications(OrganizationId organizationId, String stream, Collection<String> ids);

    void deleteOldestVerifications(OrganizationId organizationId, String stream, int most);

    void deleteAllVerifications(OrganizationId organizationId, String stream);

    int remove(OrganizationId organizationId, int most);

    int removeVerifications(OrganizationId organizationId, int most);

    /** Columns of what the receiver chooses. */
    record StoredSettings(Optional<String> requested, String subject, String description) {
        static StoredSettings of(EventStream.Settings settings) {
            return new StoredSettings(
                    settings.requestedJson(), EventStream.label(settings.subject()), settings.description());
        }
    }
}
