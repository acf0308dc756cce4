package io.rollcall.server.tokens;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code tokens}; see TokenMapper.xml. Except for look-ups and uses, they are about static tokens only. */
interface TokenMapper {
    void insert(OrganizationId organizationId, NewToken token);

    @CrossOrganization("a token tells which organization its bearer speaks for")
    Optional<StoredToken> findByHash(byte[] hash);

    Optional<Token> find(OrganizationId organizationId, long id);

    /** Returns the row, locked until the transaction ends. */
    Optional<StoredToken> lock(OrganizationId organizationId, long id);

    int count(OrganizationId organizationId);

    /** Deletes the oldest inactive tokens. */
    int forgetEnded(OrganizationId organizationId, Instant now, int most);

    List<Token> list(OrganizationId organizationId);

    /** Returns the static tokens, and the newest access token of each client. */
    List<Token> listConnected(OrganizationId organizationId);

    /** Returns the newest valid tokens and the newest others, in no particular order. */
    List<Token> listNewest(OrganizationId organizationId, Instant now, int active, int ended);

    @CrossOrganization("operators review the access to all organizations")
    List<Token> listAll();

    void revoke(OrganizationId organizationId, long id, Instant revoked);

    void delete(OrganizationId organizationId, long id);

    /** Sets the successor of the token, and of the tokens whose unused successor it was. */
    void replace(OrganizationId organizationId, long id, long successor);

    /** Clears the unused successor of the tokens that it was to replace. */
    void undoReplacement(OrganizationId organizationId, long successor);

    List<Token> listReplaced(OrganizationId organizationId, long successor);

    void retire(OrganizationId organizationId, long successor, Instant retires);

    /** Records a use, unless one after {@code unlessAfter} is recorded already. */
    int use(OrganizationId organizationId, long id, Credential.LastUse use, Instant unlessAfter);

    /** Records a success, unless a later one is recorded already. */
    /** Records the first success of a token. @return 0 if it has had one */
    int connect(OrganizationId organizationId, long id, Instant at);

    int succeed(OrganizationId organizationId, long id, Instant at);

    @CrossOrganization("the operator is warned of every token that ends soon")
    List<Token> listExpiring(Instant now, Instant until);

    /** Records a warning, unless one after {@code unlessAfter} is recorded already. */
    int warn(OrganizationId organizationId, long id, Instant warned, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

    /** Token to insert. */
    record NewToken(
            String name, Token.Scope scope, byte[] hash, Actor createdBy, Instant created, Optional<Instant> expires) {

        static NewToken of(TokenRequest request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
            return new NewToken(request.name(), request.scope(), secret.hash(), actor, now, lifetime.endFrom(now));
        }
    }

    /** Token with the SHA-256 of its secret, the last column of its row. */
    record StoredToken(Token token, byte[] hash) {
        static void register(Database database) {
            database.register(TokenMapper.class);
            database.register(Token.class, StoredToken::readToken);
            database.register(StoredToken.class, row -> new StoredToken(readToken(row), row.bytes(16)));
        }

        private static Token readToken(Row row) {
            return new Token(
                    row.longNumber(1),
                    row.organizationId(2),
                    row.text(3),
                    Token.Scope.valueOf(row.text(4)),
                    new Creator(row.text(5), row.optionalText(6).map(Actor.Kind::valueOf)),
                    row.instant(7),
                    row.optionalInstant(8),
                    row.optionalInstant(9)
                            .map(at -> new Credential.LastUse(
                                    at, row.optionalText(10).orElse(""))),
                    row.optionalInstant(11),
                    row.optionalLongNumber(12),
                    row.optionalInstant(13),
                    row.optionalInstant(14),
                    row.optionalLongNumber(15));
        }

        CredentialStore.Stored<Token> toStored() {
            return new CredentialStore.Stored<>(token, hash);
        }
    }
}
