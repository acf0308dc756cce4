package io.rollcall.server.tokens;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tokens of an organization, within one transaction. @param max the maximum number of tokens */
record TokenStore(Transaction tx, OrganizationId organizationId, Activity activity, Events events, int max)
        implements CredentialStore<Token> {
    private TokenMapper mapper() {
        return tx.mapper(TokenMapper.class);
    }

    Token insert(TokenRequest request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        makeRoom(now);
        mapper().insert(organizationId, TokenMapper.NewToken.of(request, lifetime, secret, actor, now));
        return mapper().findByHash(secret.hash()).orElseThrow().token();
    }

    /** Deletes the oldest inactive tokens above the maximum: token lists are not paged, so they must stay short. */
    private void makeRoom(Instant now) {
        int tooMany = mapper().count(organizationId) - max + 1;
        if (tooMany > 0 && mapper().forgetEnded(organizationId, now, tooMany) < tooMany) {
            throw Refusal.conflict(
                    "The organization has %d active tokens, the maximum. Revoke unused tokens.".formatted(max));
        }
    }

    @Override
    public CredentialStore.Stored<Token> lock(long id) {
        return mapper().lock(organizationId, id)
                .orElseThrow(() -> noSuchToken(id))
                .toStored();
    }

    static Refusal noSuchToken(long id) {
        return Refusal.notFound("The organization has no token " + id + ".");
    }

    @Override
    public Token insertSuccessor(Token old, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        return insert(new TokenRequest(old.name(), old.scope(), Optional.of(lifetime)), lifetime, secret, actor, now);
    }

    @Override
    public void replace(Token old, long successor) {
        mapper().replace(organizationId, old.id(), successor);
    }

    @Override
    public void undoReplacement(Token successor) {
        mapper().undoReplacement(organizationId, successor.id());
    }

    @Override
    public List<Token> listReplaced(Token successor) {
        return mapper().listReplaced(organizationId, successor.id());
    }

    @Override
    public void retire(Token successor, Instant retires) {
        mapper().retire(organizationId, successor.id(), retires);
    }

    @Override
    public boolean use(Token used, Credential.LastUse use, Instant unlessAfter) {
        return mapper().use(organizationId, used.id(), use, unlessAfter) > 0;
    }

    @Override
    public void revoke(Token token, Instant revoked) {
        mapper().revoke(organizationId, token.id(), revoked);
    }

    @Override
    public void record(ActivityKind kind, Token about, Actor actor) {
        activity.record(tx, organizationId, kind, about.name(), actor);
        if (kind == ActivityKind.TOKEN_ISSUED) {
            record(EventType.TOKEN_CREATED, about, actor);
        } else if (kind == ActivityKind.TOKEN_REVOKED) {
            record(EventType.TOKEN_REVOKED, about, actor);
        }
    }

    @Override
    public void recordChange(ActivityKind kind, Token about, Actor actor, String before, String after) {
        activity.recordChange(tx, organizationId, kind, about.name(), actor, before, after);
        if (kind == ActivityKind.TOKEN_ROTATED) {
            record(
                    EventType.TOKEN_ROTATED,
                    mapper().find(organizationId, about.id()).orElse(about),
                    actor);
        }
    }

    private void record(EventType type, Token about, Actor actor) {
        events.record(tx, event(type, about, actor));
    }

    /** Returns an event about a token, without its secret. */
    static NewEvent event(EventType type, Token about, Actor actor) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("id", about.id())
                .put("name", about.name())
                .put("scope", EnumName.of(about.scope()));
        about.expires().ifPresent(expires -> data.put("expires", expires.toString()));
        about.replacedBy().ifPresent(successor -> data.put("replacedBy", successor));
        return NewEvent.of(about.organizationId(), type, Long.toString(about.id()), actor, data.toString());
    }
}
