package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.StartupProblem;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.roles.RoleHolderLookup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Look-up of the users who hold a role, for the role catalogue. */
@Singleton
public final class UsersOfRole implements RoleHolderLookup {
    /** Maximum number of named users, enough to recognize them. */
    private static final int NAMED = 5;

    private final Database database;

    @Inject
    public UsersOfRole(Database database) {
        this.database = database;
        database.register(UsersOfRoleMapper.class);
    }

    /**
     * Checks the configured name of the attribute that carries the role: documents are stored as they are served.
     *
     * @throws StartupProblem if users have a role under another name
     */
    public void requireAttribute(RoleConfig config) {
        boolean other = database.read(tx -> tx.mapper(UsersOfRoleMapper.class).hasMember(config.attribute()))
                .filter(has -> !has)
                .isPresent();
        if (other) {
            throw new StartupProblem(RoleConfig.ATTRIBUTE + " is '" + config.attribute()
                    + "', but users have roles under another name. Set it back to the name that it had; it can be changed"
                    + " only while no user has a role.");
        }
    }

    @Override
    public RoleHolderLookup.Holders holders(Transaction tx, OrganizationId organizationId, String role) {
        UsersOfRoleMapper mapper = tx.mapper(UsersOfRoleMapper.class);
        return new RoleHolderLookup.Holders(
                mapper.count(organizationId, role), mapper.firstUserNames(organizationId, role, NAMED));
    }

    @Override
    public Optional<String> mappedGroup(Transaction tx, OrganizationId organizationId, String role) {
        return tx.mapper(UsersOfRoleMapper.class).findMappedGroup(organizationId, role);
    }
}
