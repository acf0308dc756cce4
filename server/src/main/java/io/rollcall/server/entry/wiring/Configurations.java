package io.rollcall.server.entry.wiring;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.administrators.AdministratorConfig;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.shipping.ShippingConfig;
import io.rollcall.server.config.Settings;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.http.HttpConfig;
import io.rollcall.server.importexport.ImportConfig;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.SessionLimits;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.oauth.OAuthConfig;
import io.rollcall.server.ops.OpsConfig;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.roles.RoleConfig;
import io.rollcall.server.telemetry.TracingConfig;
import io.rollcall.server.tokens.Tokens;
import io.rollcall.server.users.UserConfig;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** Configuration records, each read from the settings and available as a bean. */
public final class Configurations {
    private static final List<Configuration<?>> ALL = List.of(
            new Configuration<>(HttpConfig.class, HttpConfig::read),
            new Configuration<>(PublicUrls.class, PublicUrls::read),
            new Configuration<>(Organizations.Config.class, Organizations.Config::read),
            new Configuration<>(Tokens.Config.class, Tokens.Config::read),
            new Configuration<>(OAuthConfig.class, OAuthConfig::read),
            new Configuration<>(AdminKeys.Config.class, AdminKeys.Config::read),
            new Configuration<>(AdministratorConfig.class, AdministratorConfig::read),
            new Configuration<>(Activity.Config.class, Activity.Config::read),
            new Configuration<>(Events.Config.class, Events.Config::read),
            new Configuration<>(EventConsumers.Config.class, EventConsumers.Config::read),
            new Configuration<>(Offboardings.Config.class, Offboardings.Config::read),
            new Configuration<>(EventTokenConfig.class, EventTokenConfig::read),
            new Configuration<>(WebhookConfig.class, WebhookConfig::read),
            new Configuration<>(Audit.Config.class, Audit.Config::read),
            new Configuration<>(ShippingConfig.class, ShippingConfig::read),
            new Configuration<>(RoleConfig.class, RoleConfig::read),
            new Configuration<>(UserConfig.class, UserConfig::read),
            new Configuration<>(ImportConfig.class, ImportConfig::read),
            new Configuration<>(Retention.Config.class, Retention.Config::read),
            new Configuration<>(RequestLimits.Config.class, RequestLimits.Config::read),
            new Configuration<>(SessionLimits.Config.class, SessionLimits.Config::read),
            new Configuration<>(WrittenBytes.Config.class, WrittenBytes.Config::read),
            new Configuration<>(TracingConfig.class, TracingConfig::read),
            new Configuration<>(OpsConfig.class, OpsConfig::read));

    private Configurations() {}

    private record Configuration<T>(Class<T> type, Function<Settings, T> reader) {
        void offer(AfterBeanDiscovery discovery, Settings settings) {
            discovery.addBean().types(type).scope(Singleton.class).produceWith(instance -> reader.apply(settings));
        }
    }

    /** Reads all configurations, so that the settings collect every problem. */
    public static void readAll(Settings settings) {
        ALL.forEach(configuration -> configuration.reader().apply(settings));
    }

    static void offer(AfterBeanDiscovery discovery, Settings settings) {
        ALL.forEach(configuration -> configuration.offer(discovery, settings));
    }
}
