package io.rollcall.server.users.terms;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** Statements of {@link SearchTermsFill}; see SearchTermsMapper.xml. */
interface SearchTermsMapper {
    @CrossOrganization("the rule is the same everywhere")
    boolean isComplete(int rule);

    @CrossOrganization("the rule is the same everywhere")
    Optional<FillRow> find(int rule);

    @CrossOrganization("the rule is the same everywhere")
    void setFilled(int rule, Instant filled);

    @CrossOrganization("the rule is the same everywhere")
    void setCompleted(int rule, Instant completed);

    /** Returns the next users by id who have no terms. */
    void listUnfilled(OrganizationId organizationId, UserId after, int limit, RowConsumer<TermsRow> rows);

    /** Returns the users changed since then, in the order of their changes, from after that id on if at that time. */
    void listChanged(OrganizationId organizationId, Instant since, UserId after, int limit, RowConsumer<TermsRow> rows);

    /** Returns 0 if the user is at another version by now. */
    int update(OrganizationId organizationId, UserId id, int version, Optional<byte[]> terms);

    /** Progress of a rule. @param begun when the column was added @param filled null until all users had terms once */
    record FillRow(Instant begun, Instant filled) {}

    /** A user whose terms may be out of date. */
    record TermsRow(UserId id, int version, Instant lastModified, String search) {}
}
