package io.rollcall.server.activity;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.ResultHandler;

/** The statements on {@code activity} that make it forget; see ScrubMapper.xml. */
interface ScrubMapper {
    /** Nobody gives these entries a seal before the transaction ends. */
    void listOfUser(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") UserId user,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit,
            ResultHandler<LoggedText> rows);

    void listOfKind(
            @Param("organizationId") OrganizationId organizationId,
            @Param("kind") ActivityKind kind,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit,
            ResultHandler<LoggedText> rows);

    void scrub(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UUID id,
            @Param("subject") String subject,
            @Param("changes") String changes,
            @Param("seal") byte[] seal);
}
