package io.rollcall.server.credentials;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;

/** Store of the credentials of one kind, within one transaction. */
public interface CredentialStore<C extends Credential> {
    /**
     * Returns the credential and locks its row until the transaction ends.
     *
     * @throws io.rollcall.server.kernel.Refusal NOT_FOUND if there is no such credential
     */
    Stored<C> lock(long id);

    /** Inserts a credential with the old one's name and rights. */
    C insertSuccessor(C old, Lifetime lifetime, SecretText secret, Actor actor, Instant now);

    /** Sets the successor of the credential, and of the credentials whose unused successor it was. */
    void replace(C old, long successor);

    /** Clears the unused successor of the credentials that it was to replace. */
    void undoReplacement(C successor);

    /** Returns the credentials that stay valid until the successor is first used. */
    List<C> listReplaced(C successor);

    /** Sets the expiry of the credentials that the successor replaces. */
    void retire(C successor, Instant retires);

    /** Records a use, unless one after {@code unlessAfter} is recorded. @return whether it was recorded */
    boolean use(C used, Credential.LastUse use, Instant unlessAfter);

    void revoke(C credential, Instant revoked);

    /** Records an event in the activity log. */
    void record(ActivityKind kind, C about, Actor actor);

    /** Records an event in the activity log, with the old and the new values as JSON objects. */
    void recordChange(ActivityKind kind, C about, Actor actor, String before, String after);

    /** Credential with the SHA-256 of its secret. */
    record Stored<C extends Credential>(C credential, byte[] hash) {}
}
