package io.rollcall.server.activity;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code activity} that make it forget; see ScrubMapper.xml. */
interface ScrubMapper {
    /** Nobody gives these entries a seal before the transaction ends. */
    List<LoggedText> listOfUser(
            @Param("organizationId") OrganizationId organizationId,
            @Param("user") UserId user,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit);

    List<LoggedText> listOfKind(
            @Param("organizationId") OrganizationId organizationId,
            @Param("kind") ActivityKind kind,
            @Param("after") Optional<UUID> after,
            @Param("limit") int limit);

    void scrub(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UUID id,
            @Param("subject") String subject,
            @Param("changes") String changes,
            @Param("seal") byte[] seal);
}
