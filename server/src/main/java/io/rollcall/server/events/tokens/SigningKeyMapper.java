package io.rollcall.server.events.tokens;

import io.rollcall.server.database.CrossOrganization;
import java.util.Optional;

/** The statements on {@code signing_keys}; see SigningKeyMapper.xml. */
interface SigningKeyMapper {
    String REASON = "a signing key belongs to the installation";

    @CrossOrganization(REASON)
    Optional<StoredKey> find(int id);

    /** Inserts a key, unless another server was faster with that number. */
    @CrossOrganization(REASON)
    int insertIfAbsent(int id, String publicKey, String privateKey);

    @CrossOrganization(REASON)
    int deleteBefore(int id);

    @CrossOrganization(REASON)
    int erasePrivateBefore(int id);

    /** Key as it is stored. @param privateKey encrypted; empty once it signs nothing more */
    record StoredKey(String publicKey, String privateKey) {}
}
