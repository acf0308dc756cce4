package io.rollcall.server.secrets;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.List;

/** The statements on {@code secrets}; see SecretMapper.xml. */
interface SecretMapper {
    /** The keys of that name, oldest first. */
    @CrossOrganization("a secret belongs to the installation")
    List<SharedKey> list(String name);

    /** Inserts a key, unless another server was faster with that number. */
    @CrossOrganization("a secret belongs to the installation")
    int insertIfAbsent(String name, int id, byte[] value, Instant created);

    /** Gives a key of an earlier release a time from which its age counts. */
    @CrossOrganization("a secret belongs to the installation")
    void date(String name, Instant created);

    @CrossOrganization("a secret belongs to the installation")
    void delete(String name, int id);
}
