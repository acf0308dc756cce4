package io.rollcall.server.events.receipts;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Statements on {@code offboardings}; see OffboardingMapper.xml. */
interface OffboardingMapper extends Retention.AgedTable {
    List<Offboarding.Request> page(OrganizationId organizationId, OffboardingQuery query);

    Offboardings.Overdue countOverdue(OrganizationId organizationId);

    Optional<String> longestOverdue(OrganizationId organizationId);

    /** Returns offboardings that were requested before a time and not checked since, oldest first. */
    @CrossOrganization("offboardings of all organizations are checked together")
    List<Offboarding.Request> listDue(Instant until, int limit);

    /** Returns overdue offboardings after one of them, oldest first. */
    @CrossOrganization("offboardings of all organizations are checked together")
    List<Offboarding.Request> listOverdue(Instant requested, long position, int limit);

    /** Marks an offboarding as overdue. @return 0 if another server has */
    int markOverdue(OrganizationId organizationId, long position, int missing);

    int setMissing(OrganizationId organizationId, long position, int missing);

    @CrossOrganization("offboardings of all organizations are checked together")
    int settle(Collection<Long> positions);

    /** Counts overdue offboardings by the kinds of receivers that have not acknowledged them. */
    @CrossOrganization("metrics name no organization")
    List<Missing> countMissing();

    int remove(OrganizationId organizationId, int most);

    /** Number of offboardings. @param missing sum of the numbers of kinds */
    record Missing(int missing, long count) {
        static Missing read(Row row) {
            return new Missing(row.number(1), row.longNumber(2));
        }
    }
}
