package io.rollcall.server.users.snapshot;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/** Statement that reads users of all organizations; see SnapshotMapper.xml. */
interface SnapshotMapper {
    @CrossOrganization("operators read all organizations; \"only\" names the one of other callers")
    void page(
            OrganizationId organization,
            UserId user,
            Optional<OrganizationId> only,
            int limit,
            RowConsumer<SnapshotRow> rows);

    /** User with its organization and the value of its role. */
    record SnapshotRow(
            OrganizationId organization, String slug, UserId id, int version, Optional<String> role, String document) {
        static SnapshotRow read(Row row) {
            return new SnapshotRow(
                    row.organizationId(1), row.text(2), row.userId(3), row.number(4), row.optionalText(5), row.text(6));
        }
    }
}
