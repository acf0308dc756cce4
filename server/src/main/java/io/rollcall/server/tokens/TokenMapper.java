package io.rollcall.server.tokens;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code tokens}; see TokenMapper.xml. */
interface TokenMapper {
    void insert(OrganizationId organizationId, NewToken token);

    @CrossOrganization("a token tells which organization its bearer speaks for")
    Optional<Row> findByHash(byte[] hash);

    Optional<Row> find(OrganizationId organizationId, long id);

    /** The row, which nobody else changes before this transaction ends. */
    Optional<Row> lock(OrganizationId organizationId, long id);

    int count(OrganizationId organizationId);

    /** Deletes the oldest inactive tokens. */
    int forgetEnded(OrganizationId organizationId, Instant now, int most);

    List<Row> list(OrganizationId organizationId);

    @CrossOrganization("operators review the access to all organizations")
    List<Row> listAll();

    void revoke(OrganizationId organizationId, long id, Instant revoked);

    /** Puts the successor beside the token, and beside those that had it for their own unused successor. */
    void replace(OrganizationId organizationId, long id, long successor);

    /** Leaves those tokens without a successor whose own was never used. */
    void undoReplacement(OrganizationId organizationId, long successor);

    List<Row> listReplaced(OrganizationId organizationId, long successor);

    void retire(OrganizationId organizationId, long successor, Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. */
    int use(OrganizationId organizationId, long id, Credential.LastUse use, Instant unlessAfter);

    /** Notes a success, unless a later one is noted already. */
    int succeed(OrganizationId organizationId, long id, Instant at);

    @CrossOrganization("the operator is warned of every token that ends soon")
    List<Row> listExpiring(Instant now, Instant until);

    /** Notes a warning, unless one after {@code unlessAfter} is noted already. */
    int warn(OrganizationId organizationId, long id, Instant warned, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

    /** A token about to be written. */
    record NewToken(
            String name, Token.Scope scope, byte[] hash, Actor createdBy, Instant created, Optional<Instant> expires) {

        static NewToken of(TokenRequest request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
            return new NewToken(request.name(), request.scope(), secret.hash(), actor, now, lifetime.endFrom(now));
        }
    }

    /** A row of {@code tokens}; what follows {@code created} is null if it has not happened or never will. */
    record Row(
            long id,
            OrganizationId organizationId,
            String name,
            Token.Scope scope,
            byte[] hash,
            String createdBy,
            Actor.Kind createdByKind,
            Instant created,
            Instant expires,
            Instant lastUsed,
            String lastAddress,
            Instant lastSuccess,
            Long replacedBy,
            Instant retires,
            Instant revoked) {

        CredentialStore.Stored<Token> toStored() {
            return new CredentialStore.Stored<>(toToken(), hash);
        }

        Token toToken() {
            return new Token(
                    id,
                    organizationId,
                    name,
                    scope,
                    new Creator(createdBy, Optional.ofNullable(createdByKind)),
                    created,
                    Optional.ofNullable(expires),
                    Optional.ofNullable(lastUsed).map(at -> new Credential.LastUse(at, lastAddress)),
                    Optional.ofNullable(lastSuccess),
                    Optional.ofNullable(replacedBy),
                    Optional.ofNullable(retires),
                    Optional.ofNullable(revoked));
        }
    }
}
