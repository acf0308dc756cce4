package io.rollcall.server.administrators;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;

/** Recorder of changes to administrators, in the audit log and in the activity of their organization. */
final class AdministratorLog {
    private final Activity activity;

    AdministratorLog(Activity activity) {
        this.activity = activity;
    }

    void note(Transaction tx, ActivityKind kind, Administrator administrator, Actor actor) {
        activity.record(tx, administrator.organization(), kind, administrator.name(), actor);
    }

    /** Records a failed attempt. @param actor the client, with the entered name */
    void noteFailure(Actor actor, Refusal refusal) {
        activity.recordFailedSignIn(actor, refusal);
    }
}
