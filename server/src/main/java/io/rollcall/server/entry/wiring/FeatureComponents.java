package io.rollcall.server.entry.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityChain;
import io.rollcall.server.activity.ActivityRedaction;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditChain;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.AuditMarks;
import io.rollcall.server.audit.AuditUpkeep;
import io.rollcall.server.audit.ConfigurationChanges;
import io.rollcall.server.audit.Origin;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.Verification;
import io.rollcall.server.audit.chain.Chainer;
import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.audit.shipping.Shipping;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventSignal;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.Sequencer;
import io.rollcall.server.events.Sequencing;
import io.rollcall.server.events.receipts.ConsumerReceipts;
import io.rollcall.server.events.receipts.EventReceipts;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.receipts.OverdueOffboardings;
import io.rollcall.server.events.receipts.Subscriptions;
import io.rollcall.server.events.tokens.Acknowledgements;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.PushRecords;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.events.tokens.SigningKeys;
import io.rollcall.server.events.tokens.TokenPolling;
import io.rollcall.server.events.tokens.push.PushDelivery;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.DeliveryRecords;
import io.rollcall.server.events.webhooks.SentMessages;
import io.rollcall.server.events.webhooks.WebhookMessages;
import io.rollcall.server.events.webhooks.WebhookSecrets;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.events.webhooks.delivery.LeaseHolder;
import io.rollcall.server.events.webhooks.delivery.WebhookDelivery;
import io.rollcall.server.groups.GroupExport;
import io.rollcall.server.groups.GroupMembers;
import io.rollcall.server.groups.GroupRoles;
import io.rollcall.server.groups.Groups;
import io.rollcall.server.importexport.UserExport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.ClientUpkeep;
import io.rollcall.server.oauth.KeySets;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.oauth.TokenGrants;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.rehearsal.Rehearsals;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.tokens.AccessTokens;
import io.rollcall.server.tokens.ExpiryWarnings;
import io.rollcall.server.tokens.RejectedTokens;
import io.rollcall.server.tokens.TokenSuccesses;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.traffic.Traffic;
import io.rollcall.server.users.DueErasures;
import io.rollcall.server.users.Erasure;
import io.rollcall.server.users.ErasureQueue;
import io.rollcall.server.users.FoldedKeys;
import io.rollcall.server.users.RoleAssignments;
import io.rollcall.server.users.UserConfig;
import io.rollcall.server.users.UserPrefixSearch;
import io.rollcall.server.users.UserSummaries;
import io.rollcall.server.users.Users;
import io.rollcall.server.users.UsersOfRole;
import io.rollcall.server.users.snapshot.UserSnapshot;
import io.rollcall.server.users.terms.SearchTermsFill;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;

/** Wiring of the features: their beans, and producers for ports between features and for factories. */
final class FeatureComponents {
    static final List<Class<?>> BEANS = List.of(
            AccessReview.class,
            AccessTokens.class,
            AcknowledgedAlerts.class,
            Acknowledgements.class,
            Activity.class,
            ActivityRedaction.class,
            AdminKeys.class,
            Administrators.class,
            Audit.class,
            AuditExport.class,
            AuditMarks.class,
            ClientSecrets.class,
            ClientUpkeep.class,
            ConfigurationChanges.class,
            ConsumerReceipts.class,
            Deliveries.class,
            DeliveryRecords.class,
            DueErasures.class,
            Erasure.class,
            EventConsumers.class,
            EventLog.class,
            EventReceipts.class,
            EventSignal.class,
            Events.class,
            EventStreams.class,
            ExpiryWarnings.class,
            FoldedKeys.class,
            GroupMembers.class,
            GroupRoles.class,
            Groups.class,
            KeySets.class,
            SearchTermsFill.class,
            LeaseHolder.class,
            OAuthClients.class,
            Offboardings.class,
            Organizations.class,
            OverdueOffboardings.class,
            PushDelivery.class,
            PushEndpoints.class,
            PushRecords.class,
            RecordedVerification.class,
            Rehearsals.class,
            RejectedKeys.class,
            RejectedTokens.class,
            RoleAssignments.class,
            Roles.class,
            Secrets.class,
            SecurityEventTokens.class,
            SentMessages.class,
            Sequencer.class,
            Sequencing.class,
            Sessions.class,
            SigningKeys.class,
            TokenGrants.class,
            TokenPolling.class,
            TokenSuccesses.class,
            Tokens.class,
            Traffic.class,
            UserExport.class,
            GroupExport.class,
            UserImport.class,
            UserPrefixSearch.class,
            UserSnapshot.class,
            UserSummaries.class,
            Users.class,
            UsersOfRole.class,
            WebhookDelivery.class,
            WebhookMessages.class,
            WebhookSecrets.class,
            Webhooks.class);

    @Produces
    @Singleton
    Origin origin() {
        return Origin.ofThisProcess();
    }

    @Produces
    @Singleton
    AuditUpkeep auditUpkeep(Database database, Audit audit, Audit.Config config, Retention retention) {
        return new AuditUpkeep(database, audit, config, retention, ActivityChain.NAME);
    }

    @Produces
    @Singleton
    Chainer.All chainers(Database database, Audit.Config config) {
        return new Chainer.All(List.of(
                new Chainer(database, new ActivityChain(database), config.chain()),
                new Chainer(database, new AuditChain(database), config.chain())));
    }

    @Produces
    @Singleton
    Verification verification(Database database, Audit audit, Clock clock) {
        return new Verification(database, audit, new AuditChain(database), new ActivityChain(database), clock);
    }

    @Produces
    @Singleton
    Shipping shipping(
            ShippingConfig config,
            Database database,
            Audit audit,
            AuditMarks marks,
            Origin origin,
            Clock clock,
            MeterRegistry meters) {
        return Shipping.of(config, database, audit, marks, origin, clock, meters);
    }

    /** Returns the initial data of an organization, written in the transaction that creates it. */
    @Produces
    @Singleton
    BiConsumer<Transaction, OrganizationId> whenOrganizationIsCreated(Roles roles) {
        return roles::addDefaults;
    }

    @Produces
    @Singleton
    ErasureQueue erasureQueue(Erasure erasure, UserConfig config) {
        return new ErasureQueue(erasure, config.erasureWait());
    }

    void close(@Disposes ErasureQueue erasures) {
        erasures.close();
    }

    /** Lists the features whose receivers acknowledge offboardings. */
    @Produces
    @Singleton
    Subscriptions subscriptions(ConsumerReceipts consumers, EventStreams streams, Webhooks webhooks) {
        return new Subscriptions(List.of(consumers::subscriptions, streams::subscriptions, webhooks::subscriptions));
    }

    /** Lists the activity log last, since it may be written to until then. */
    @Produces
    @Singleton
    OrganizationDeletion organizationDeletion(
            Organizations organizations,
            Groups groups,
            Users users,
            Roles roles,
            Tokens tokens,
            RejectedTokens rejected,
            OAuthClients clients,
            AdminKeys keys,
            Administrators administrators,
            Traffic traffic,
            AcknowledgedAlerts alerts,
            Activity activity,
            Events events,
            EventStreams streams,
            EventConsumers consumers,
            EventReceipts receipts,
            Webhooks webhooks,
            Deliveries deliveries,
            Database database) {
        return new OrganizationDeletion(
                organizations,
                List.of(
                        groups::remove,
                        users::remove,
                        roles::remove,
                        tokens::remove,
                        rejected::remove,
                        clients::remove,
                        keys::remove,
                        administrators::remove,
                        traffic::remove,
                        alerts::remove,
                        webhooks::remove,
                        deliveries::remove,
                        events::remove,
                        streams::remove,
                        consumers::remove,
                        receipts::remove,
                        activity::remove,
                        new Chains(database)::remove));
    }
}
