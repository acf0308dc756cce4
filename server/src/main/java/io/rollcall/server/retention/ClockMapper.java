package io.rollcall.server.retention;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code clock_check}; see ClockMapper.xml. */
interface ClockMapper {
    @CrossOrganization("the database has one clock")
    Instant now();

    @CrossOrganization("the clock belongs to the installation")
    Optional<SeenClock> find();

    @CrossOrganization("the clock belongs to the installation")
    void save(Instant seen, Instant checked, Optional<Instant> jumped);
}
