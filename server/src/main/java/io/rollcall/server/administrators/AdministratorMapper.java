package io.rollcall.server.administrators;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Statements on {@code administrators}; see AdministratorMapper.xml. */
interface AdministratorMapper {
    @CrossOrganization("an administrator may be for all organizations")
    void insert(
            Optional<OrganizationId> organization,
            String name,
            String key,
            String password,
            Instant oneTimeUntil,
            Instant created,
            Actor createdBy);

    @CrossOrganization("a name tells which organizations a person administers")
    Optional<Row> findByName(String key);

    @CrossOrganization("a session tells which organizations a person administers")
    Optional<Row> find(long id);

    /** Reads a row, and locks it until the transaction ends. */
    @CrossOrganization("a person signs in before it is known what they administer")
    Optional<Row> lock(long id);

    @CrossOrganization("only operators list administrators, and they see all")
    List<Row> listAll();

    @CrossOrganization("whether the installation ever had an administrator")
    boolean everExisted();

    /** Records permanently that an administrator has existed. */
    @CrossOrganization("it is a fact of the installation")
    void noteExistence();

    /** Returns the ids of the operators, and locks their rows until the transaction ends. */
    @CrossOrganization("operators are for all organizations")
    List<Long> lockOperators();

    @CrossOrganization("a password is a person's, whatever they administer")
    void setPassword(long id, String password, Optional<Instant> oneTimeUntil);

    @CrossOrganization("a person signs in before it is known what they administer")
    void signedIn(long id, Credential.LastUse use);

    @CrossOrganization("only operators remove administrators, and they may remove all")
    int delete(long id);

    int remove(OrganizationId organizationId, int most);

    /** Row of {@code administrators}; null means all organizations, or an event that has not happened. */
    record Row(
            long id,
            Long organizationId,
            String name,
            String password,
            Instant oneTimeUntil,
            Instant created,
            Instant lastSignIn,
            String createdBy,
            Actor.Kind createdByKind,
            String lastAddress) {

        /** Returns whether the password has not expired at that time; only one-time passwords expire. */
        boolean isGoodAt(Instant time) {
            return oneTimeUntil == null || time.isBefore(oneTimeUntil);
        }

        Administrator toAdministrator() {
            return new Administrator(
                    id,
                    Optional.ofNullable(organizationId).map(OrganizationId::new),
                    name,
                    Optional.ofNullable(oneTimeUntil),
                    new Creator(Objects.requireNonNullElse(createdBy, ""), Optional.ofNullable(createdByKind)),
                    created,
                    Optional.ofNullable(lastSignIn)
                            .map(at -> new Credential.LastUse(at, Objects.requireNonNullElse(lastAddress, ""))));
        }
    }
}
