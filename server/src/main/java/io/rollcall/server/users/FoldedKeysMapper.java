package io.rollcall.server.users;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements that bring folded keys up to date; see FoldedKeysMapper.xml. */
interface FoldedKeysMapper {
    @CrossOrganization("the rule is the same everywhere")
    int findRule();

    @CrossOrganization("the rule is the same everywhere")
    void insertRule(@Param("rule") int rule, @Param("done") Instant done);

    /** The next users by id, each with whether a text of it folds in another way than it did. */
    List<FoldedRow> listUsers(
            @Param("organizationId") OrganizationId organizationId,
            @Param("after") Optional<UserId> after,
            @Param("limit") int limit);

    List<FoldedRow> listFormerUsers(
            @Param("organizationId") OrganizationId organizationId,
            @Param("after") Optional<UserId> after,
            @Param("limit") int limit);

    /** 0 where the user is at another version by now, and so was written by the present rule. */
    int updateUser(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("version") int version,
            @Param("profile") UserProfile profile);

    void updateFormerUser(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") UserId id,
            @Param("userNameKey") String userNameKey);
}
