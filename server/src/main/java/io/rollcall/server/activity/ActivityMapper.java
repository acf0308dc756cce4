package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** Statements on {@code activity}; see ActivityMapper.xml. */
interface ActivityMapper extends Retention.AgedTable {
    void insert(
            @Param("organizationId") OrganizationId organizationId,
            @Param("entry") ActivityEntry entry,
            @Param("seal") byte[] seal);

    /** Inserts an entry whose subject is completed by the name of the user. @return 0 if the organization is gone */
    int insertRefusal(
            @Param("organizationId") OrganizationId organizationId,
            @Param("entry") ActivityEntry entry,
            @Param("user") Optional<UserId> user,
            @Param("userName") Optional<String> userName,
            @Param("seal") byte[] seal);

    void list(
            @Param("organizationId") OrganizationId organizationId,
            @Param("query") ActivityQuery query,
            ResultHandler<ActivityRow> rows);

    void listWithoutChanges(
            @Param("organizationId") OrganizationId organizationId,
            @Param("query") ActivityQuery query,
            ResultHandler<ActivityRow> rows);

    Optional<ActivityRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") UUID id);

    boolean hasOf(
            @Param("organizationId") OrganizationId organizationId,
            @Param("kind") ActivityKind kind,
            @Param("actorKind") Actor.Kind actorKind,
            @Param("first") UUID first);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
