package io.rollcall.server.organizations;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code organization_slugs}; see SlugMapper.xml. */
interface SlugMapper {
    @CrossOrganization("finds the organization that a host or a command names")
    Optional<SlugRow> find(@Param("slug") String slug);

    List<SlugRow> listFormer(@Param("organizationId") OrganizationId organizationId, @Param("now") Instant now);

    @CrossOrganization("a slug whose time is over is free for everybody")
    int free(@Param("slug") String slug, @Param("now") Instant now);

    void insert(@Param("organizationId") OrganizationId organizationId, @Param("slug") String slug);

    /** Sets when a slug of the organization becomes free; never, where that is empty. */
    int retire(
            @Param("organizationId") OrganizationId organizationId,
            @Param("slug") String slug,
            @Param("retires") Optional<Instant> retires);

    void removeAll(@Param("organizationId") OrganizationId organizationId);
}
