package io.rollcall.server.credentials;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;

/** The credentials of one kind, read and written within one transaction. */
public interface CredentialStore<C extends Credential> {
    /**
     * Returns the credential, which nobody else changes before the transaction ends.
     *
     * @throws io.rollcall.server.kernel.Refusal NOT_FOUND if there is no such credential
     */
    StoredCredential<C> lock(long id);

    /** Inserts a credential with the old one's name and rights. */
    C insertSuccessor(C old, Lifetime lifetime, SecretText secret, Actor actor, Instant now);

    /** Links the successor to the credential, and to those that had the credential for their own unused successor. */
    void replace(C old, long successor);

    /** Unlinks a successor that was never used from the credentials that it was to replace. */
    void undoReplacement(C successor);

    /** Returns the credentials that work until the successor is first used. */
    List<C> listReplaced(C successor);

    /** Sets the end of the credentials that the successor replaces. */
    void retire(C successor, Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. @return whether it was noted */
    boolean use(C used, LastUse use, Instant unlessAfter);

    void revoke(C credential, Instant revoked);

    /** Records an event in the activity log. */
    void record(ActivityKind kind, C about, Actor actor);

    /** Records an event in the activity log, with JSON objects of what was and what is. */
    void recordChange(ActivityKind kind, C about, Actor actor, String before, String after);
}
