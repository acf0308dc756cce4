package io.rollcall.server.organizations;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code organizations}; see OrganizationMapper.xml. */
interface OrganizationMapper {
    @CrossOrganization("makes the organization")
    void insert(
            @Param("slug") String slug,
            @Param("name") String name,
            @Param("scimEnabled") boolean scimEnabled,
            @Param("created") Instant created);

    @CrossOrganization("finds the organization that was just made")
    Optional<OrganizationRow> findBySlug(@Param("slug") String slug);

    Optional<OrganizationRow> find(@Param("id") OrganizationId id);

    /** The row, which nobody else changes before this transaction ends. */
    Optional<OrganizationRow> lock(@Param("id") OrganizationId id);

    @CrossOrganization("the operator's list of all organizations")
    List<OrganizationRow> list();

    @CrossOrganization("the operator's list of all organizations, by pages")
    List<OrganizationRow> page(
            @Param("text") Optional<String> text, @Param("after") String after, @Param("limit") int limit);

    void update(
            @Param("id") OrganizationId id,
            @Param("slug") String slug,
            @Param("name") String name,
            @Param("scimEnabled") boolean scimEnabled,
            @Param("status") OrganizationStatus status,
            @Param("policy") DeprovisioningPolicy policy);

    int delete(@Param("id") OrganizationId id);
}
