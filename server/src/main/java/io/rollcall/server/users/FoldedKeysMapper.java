package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements of the migration of folded keys; see FoldedKeysMapper.xml. */
interface FoldedKeysMapper {
    @CrossOrganization("the rule is the same everywhere")
    int findRule();

    @CrossOrganization("the rule is the same everywhere")
    void insertRule(int rule, Instant done);

    /** Returns the next users by id, each with whether a key of it changes. */
    List<FoldedRow> listUsers(OrganizationId organizationId, Optional<UserId> after, int limit);

    List<FoldedRow> listFormerUsers(OrganizationId organizationId, Optional<UserId> after, int limit);

    /** Returns 0 if the user is at another version by now, and so was written by the current rule. */
    int updateUser(OrganizationId organizationId, UserId id, int version, UserProfile profile);

    void updateFormerUser(OrganizationId organizationId, UserId id, String userNameKey);

    /** A user whose keys may be out of date. */
    record FoldedRow(UserId id, int version, String userName, boolean affected) {}
}
