package io.rollcall.server.adminkeys;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;

/** Admin keys of all organizations, within one transaction. */
record AdminKeyStore(Transaction tx, Activity activity) implements CredentialStore<AdminKey> {
    private AdminKeyMapper mapper() {
        return tx.mapper(AdminKeyMapper.class);
    }

    AdminKey insert(AdminKey.Request request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        mapper().insert(AdminKeyMapper.NewKey.of(request, lifetime, secret, actor, now));
        return mapper().findByHash(secret.hash()).orElseThrow().key();
    }

    @Override
    public CredentialStore.Stored<AdminKey> lock(long id) {
        return mapper().lock(id).orElseThrow(() -> noSuchKey(id)).toStored();
    }

    static Refusal noSuchKey(long id) {
        return Refusal.notFound("There is no admin key " + id + ".");
    }

    @Override
    public AdminKey insertSuccessor(AdminKey old, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        return insert(new AdminKey.Request(old.organization(), old.name(), lifetime), lifetime, secret, actor, now);
    }

    @Override
    public void replace(AdminKey old, long successor) {
        mapper().replace(old.id(), successor);
    }

    @Override
    public void undoReplacement(AdminKey successor) {
        mapper().undoReplacement(successor.id());
    }

    @Override
    public List<AdminKey> listReplaced(AdminKey successor) {
        return mapper().listReplaced(successor.id());
    }

    @Override
    public void retire(AdminKey successor, Instant retires) {
        mapper().retire(successor.id(), retires);
    }

    @Override
    public boolean use(AdminKey used, Credential.LastUse use, Instant unlessAfter) {
        return mapper().use(used.id(), use, unlessAfter) > 0;
    }

    @Override
    public void revoke(AdminKey key, Instant revoked) {
        mapper().revoke(key.id(), revoked);
    }

    @Override
    public void record(ActivityKind kind, AdminKey about, Actor actor) {
        activity.record(tx, about.organization(), kind, about.name(), actor);
    }

    @Override
    public void recordChange(ActivityKind kind, AdminKey about, Actor actor, String before, String after) {
        activity.recordChange(tx, about.organization(), kind, about.name(), actor, before, after);
    }
}
