package io.rollcall.server.secrets;

import io.rollcall.server.database.CrossOrganization;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code secrets}; see SecretMapper.xml. */
interface SecretMapper {
    @CrossOrganization("a secret belongs to the installation")
    Optional<byte[]> find(@Param("name") String name);

    @CrossOrganization("a secret belongs to the installation")
    void insertIfAbsent(@Param("name") String name, @Param("value") byte[] value);
}
