package io.rollcall.server.entry.wiring;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.kernel.StartupProblem;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Container of all services, created by Weld SE from the lists and producers of the {@code *Components}, without bean
 * discovery.
 */
public final class Container implements AutoCloseable {
    private final SeContainer weld;

    public Container(Settings settings, DatabaseConfig database, Clock clock) {
        // Otherwise Weld loads an XML schema for beans.xml, which takes a tenth of the startup time.
        System.setProperty("org.jboss.weld.xml.disableValidating", "true");
        this.weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(FoundationComponents.class, FeatureComponents.class, SurfaceComponents.class)
                .addBeanClasses(beans())
                .addExtensions(new Given(settings, database, clock))
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                // For so few beans, threads cost more than they save.
                .addProperty("org.jboss.weld.bootstrap.concurrentDeployment", false)
                .addProperty("org.jboss.weld.executor.threadPoolType", "NONE")
                .initialize();
    }

    private static Class<?>[] beans() {
        return Stream.of(FoundationComponents.BEANS, FeatureComponents.BEANS, SurfaceComponents.BEANS)
                .flatMap(List::stream)
                .toArray(Class<?>[]::new);
    }

    /** @throws StartupProblem if the component, or one of its dependencies, cannot be created */
    public <T> T get(Class<T> type) {
        try {
            return weld.select(type).get();
        } catch (RuntimeException failure) {
            throw startupProblem(failure).orElse(failure);
        }
    }

    /** Returns the cause of a failure. Weld wraps a producer's exception once for each component on the way. */
    private static Optional<RuntimeException> startupProblem(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupProblem problem) {
                return Optional.of(problem);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        weld.close();
    }

    /** Beans created outside CDI. */
    private record Given(Settings settings, DatabaseConfig database, Clock clock) implements Extension {
        void offer(@Observes AfterBeanDiscovery discovery) {
            offer(discovery, Settings.class, settings);
            offer(discovery, DatabaseConfig.class, database);
            offer(discovery, Clock.class, clock);
            Configurations.offer(discovery, settings);
        }

        private static <T> void offer(AfterBeanDiscovery discovery, Class<T> type, T value) {
            discovery.addBean().types(type).scope(Dependent.class).produceWith(instance -> value);
        }
    }
}
