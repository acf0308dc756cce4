package io.rollcall.server.administrators;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Record of changes of administrators: in their organization's activity, or, for operators, in the server's log. */
final class AdministratorLog {
    private static final Logger LOG = LoggerFactory.getLogger(Administrators.class);

    private final Activity activity;

    AdministratorLog(Activity activity) {
        this.activity = activity;
    }

    /** No organization's activity has a place for an operator. */
    void note(Transaction tx, ActivityKind kind, Administrator administrator, Actor actor) {
        administrator
                .organization()
                .ifPresentOrElse(
                        organization -> activity.record(tx, organization, kind, administrator.name(), actor),
                        () -> LOG.info("{}: operator {}, by {}", kind.label(), administrator.id(), actor.kind()));
    }
}
