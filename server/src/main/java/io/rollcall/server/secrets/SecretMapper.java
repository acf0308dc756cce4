package io.rollcall.server.secrets;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code secrets}; see SecretMapper.xml. */
interface SecretMapper {
    /** The keys of that name, oldest first. */
    @CrossOrganization("a secret belongs to the installation")
    List<SharedKeyRow> list(@Param("name") String name);

    /** Inserts a key, unless another server was faster with that number. */
    @CrossOrganization("a secret belongs to the installation")
    int insertIfAbsent(
            @Param("name") String name,
            @Param("id") int id,
            @Param("value") byte[] value,
            @Param("created") Instant created);

    /** Gives a key of an earlier release a time from which its age counts. */
    @CrossOrganization("a secret belongs to the installation")
    void date(@Param("name") String name, @Param("created") Instant created);

    @CrossOrganization("a secret belongs to the installation")
    void delete(@Param("name") String name, @Param("id") int id);
}
