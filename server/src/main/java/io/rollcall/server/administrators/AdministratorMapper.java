package io.rollcall.server.administrators;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code administrators}; see AdministratorMapper.xml. */
interface AdministratorMapper {
    @CrossOrganization("an administrator may be for all organizations")
    void insert(
            @Param("organization") Optional<OrganizationId> organization,
            @Param("name") String name,
            @Param("key") String key,
            @Param("password") String password,
            @Param("oneTimeUntil") Instant oneTimeUntil,
            @Param("created") Instant created,
            @Param("createdBy") Actor createdBy);

    @CrossOrganization("a name tells which organizations a person administers")
    Optional<AdministratorRow> findByName(@Param("key") String key);

    @CrossOrganization("a session tells which organizations a person administers")
    Optional<AdministratorRow> find(@Param("id") long id);

    /** Reads a row, and locks it until the transaction ends. */
    @CrossOrganization("a person signs in before it is known what they administer")
    Optional<AdministratorRow> lock(@Param("id") long id);

    @CrossOrganization("only operators list administrators, and they see all")
    List<AdministratorRow> listAll();

    @CrossOrganization("whether the installation ever had an administrator")
    boolean everExisted();

    /** Records permanently that there was an administrator. */
    @CrossOrganization("it is a fact of the installation")
    void noteExistence();

    /** The ids of the operators, who stay as they are before this transaction ends. */
    @CrossOrganization("operators are for all organizations")
    List<Long> lockOperators();

    @CrossOrganization("a password is a person's, whatever they administer")
    void setPassword(
            @Param("id") long id,
            @Param("password") String password,
            @Param("oneTimeUntil") Optional<Instant> oneTimeUntil);

    @CrossOrganization("a person signs in before it is known what they administer")
    void signedIn(@Param("id") long id, @Param("use") Credential.LastUse use);

    @CrossOrganization("only operators remove administrators, and they may remove all")
    int delete(@Param("id") long id);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
