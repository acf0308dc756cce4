package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code sign_in_attempts}; see AttemptMapper.xml. */
interface AttemptMapper extends Retention.AgedTable {
    /** Inserts the row if there is none, and locks it until the transaction ends. */
    @CrossOrganization("who tries to sign in is not known yet")
    void begin(byte[] subject, Optional<byte[]> name, Instant now);

    @CrossOrganization("who tries to sign in is not known yet")
    Optional<Attempts> find(byte[] subject);

    /** Reads a row, and locks it until the transaction ends. */
    @CrossOrganization("who tries to sign in is not known yet")
    Optional<Attempts> lock(byte[] subject);

    @CrossOrganization("who tries to sign in is not known yet")
    void update(byte[] subject, int failures, Instant latest);

    /** Subtracts failures from a row, if there is one. */
    @CrossOrganization("who tries to sign in is not known yet")
    void subtract(byte[] subject, int failures);

    @CrossOrganization("who tries to sign in is not known yet")
    void forget(byte[] subject);

    @CrossOrganization("who tries to sign in is not known yet")
    void forgetName(byte[] name);

    /** Recent failed sign-ins. @param latest time of the last one */
    record Attempts(int failures, Instant latest) {}
}
