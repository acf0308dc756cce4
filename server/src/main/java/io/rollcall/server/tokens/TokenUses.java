package io.rollcall.server.tokens;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.CredentialUses;
import io.rollcall.server.database.Database;
import java.time.Clock;
import java.time.Duration;

/** Notes when and from where tokens are used; the first use of a successor sets the end of the token that it replaces. */
public final class TokenUses implements AutoCloseable {
    private final CredentialUses<Token> uses;

    public TokenUses(Database database, Activity activity, Clock clock, TokenConfig config) {
        database.register(TokenMapper.class);
        this.uses = new CredentialUses<>(
                database,
                clock,
                CredentialKind.TOKEN,
                config.rotationGrace(),
                (tx, token) -> new TokenStore(tx, token.organizationId(), activity, config.maxPerOrganization()));
    }

    /** How long a replaced token still works once the new one has been used. */
    public Duration rotationGrace() {
        return uses.rotationGrace();
    }

    /** Notes that the token let its bearer in just now; returns at once. */
    public void note(Token token, String address) {
        uses.note(token, address);
    }

    /** Accepts no more uses, and writes those that are queued. */
    @Override
    public void close() {
        uses.close();
    }
}
