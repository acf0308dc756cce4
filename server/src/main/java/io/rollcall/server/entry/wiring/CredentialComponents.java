package io.rollcall.server.entry.wiring;

import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.scim.paging.CursorKeyRotation;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wiring of tokens, admin keys and the keys that all servers share. */
final class CredentialComponents {
    @Produces
    @Singleton
    Tokens tokens(Settings settings, Database database, Activity activity, Clock clock, Metrics metrics) {
        Tokens tokens = new Tokens(database, activity, clock, Tokens.Config.read(settings));
        tokens.measure(metrics.registry());
        return tokens;
    }

    @Produces
    @Singleton
    AdminKeys adminKeys(Settings settings, Database database, Activity activity, Clock clock) {
        return new AdminKeys(database, activity, clock, AdminKeys.Config.read(settings));
    }

    @Produces
    @Singleton
    Secrets secrets(Database database, Audit audit, Clock clock) {
        return new Secrets(database, audit, clock);
    }

    @Produces
    @Singleton
    CursorKeyRotation cursorKeyRotation(Settings settings, Secrets secrets) {
        return CursorKeyRotation.read(settings, secrets);
    }

    @Produces
    @Singleton
    TokenSuccesses tokenSuccesses(Database database, Clock clock) {
        return new TokenSuccesses(database, clock);
    }

    @Produces
    @Singleton
    RejectedTokens rejectedTokens(Database database, Activity activity, Clock clock, Organizations organizations) {
        return new RejectedTokens(database, activity, clock, slug -> Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .map(Organization::id));
    }

    @Produces
    @Singleton
    RejectedKeys rejectedKeys(Audit audit, Clock clock) {
        return new RejectedKeys(audit, clock);
    }

    @Produces
    @Singleton
    ExpiryWarnings expiryWarnings(
            Database database, Tokens tokens, Clock clock, Organizations organizations, Metrics metrics) {
        ExpiryWarnings warnings = new ExpiryWarnings(database, tokens, clock, id -> organizations
                .find(id)
                .filter(organization -> organization.status() == Organization.Status.ACTIVE)
                .map(organization -> organization.slug().value()));
        metrics.gauge("rollcall.tokens.expiring", "Tokens that expire within 30 days", warnings::expiring);
        return warnings;
    }

    @Produces
    @Singleton
    AccessReview accessReview(
            Organizations organizations, Administrators administrators, AdminKeys keys, Tokens tokens, Clock clock) {
        return new AccessReview(organizations, administrators, keys, tokens, clock);
    }
}
