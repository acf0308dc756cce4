package io.rollcall.server.secrets;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** The statements on {@code secrets}; see SecretMapper.xml. */
interface SecretMapper {
    /** The keys of that name, oldest first. */
    @CrossOrganization("a secret belongs to the installation")
    List<Row> list(String name);

    /** Inserts a key, unless another server was faster with that number. */
    @CrossOrganization("a secret belongs to the installation")
    int insertIfAbsent(String name, int id, byte[] value, Instant created);

    /** Gives a key of an earlier release a time from which its age counts. */
    @CrossOrganization("a secret belongs to the installation")
    void date(String name, Instant created);

    @CrossOrganization("a secret belongs to the installation")
    void delete(String name, int id);

    /** A row of {@code secrets}; without a time if an earlier release made it. */
    record Row(int id, byte[] value, Instant created) {
        private static final String ALGORITHM = "HmacSHA256";

        SharedKey toKey() {
            return new SharedKey(id, new SecretKeySpec(value, ALGORITHM), Optional.ofNullable(created));
        }
    }
}
