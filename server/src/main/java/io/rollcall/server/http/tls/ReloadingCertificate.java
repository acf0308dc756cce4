package io.rollcall.server.http.tls;

import io.rollcall.server.http.tls.TlsIdentity.Unusable;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.StartupProblem;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate of the server, reloaded when its files change. New handshakes get the new one; an invalid one changes
 * nothing.
 */
public final class ReloadingCertificate implements AutoCloseable {
    /** Sessions of TLS 1.2 clients without tickets; those of all others are kept by the client. */
    private static final int MAX_CACHED_SESSIONS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingCertificate.class);

    private final TlsConfig config;
    private final AtomicReference<TlsIdentity> identity;
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final SSLFactory factory;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("http-tls"));

    private ReloadingCertificate(TlsConfig config, TlsIdentity identity) {
        this.config = config;
        this.identity = new AtomicReference<>(identity);
        this.factory = factory(identity);
        long seconds = config.reload().toSeconds();
        watch.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
    }

    /**
     * Loads the certificate.
     *
     * @throws StartupProblem if the files are not a certificate and its key
     */
    public static ReloadingCertificate start(TlsConfig config) {
        // Renegotiation costs us far more than the client (CVE-2011-1473). The JDK reads this before its first
        // handshake.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        try {
            return new ReloadingCertificate(config, TlsIdentity.read(config));
        } catch (Unusable problem) {
            throw new StartupProblem(
                    problem.getMessage() + " Check ROLLCALL_HTTP_TLS_CERTIFICATE and ROLLCALL_HTTP_TLS_KEY.");
        }
    }

    private static SSLFactory factory(TlsIdentity identity) {
        return SSLFactory.builder()
                .withIdentityMaterial(identity.material())
                .withSwappableIdentityMaterial()
                .withProtocols(TlsEngines.PROTOCOLS)
                .withSessionCacheSize(MAX_CACHED_SESSIONS)
                .build();
    }

    public SSLEngineConfigurator engines() {
        return new TlsEngines(factory.getSslContext());
    }

    /** Returns when the certificate expires, in seconds since 1970. */
    public long expires() {
        return TimeUnit.MILLISECONDS.toSeconds(
                identity.get().certificate().getNotAfter().getTime());
    }

    /**
     * Reloads the files. A renewal writes one after the other, so a reload between the two fails and the next one succeeds.
     */
    private void look() {
        try {
            TlsIdentity found = TlsIdentity.read(config);
            problem.set("");
            if (!found.isSame(identity.get())) {
                KeyManagerUtils.swapKeyManager(factory.getKeyManager().orElseThrow(), found.material());
                SSLSessionUtils.invalidateCaches(factory);
                identity.set(found);
                LOG.info("Loaded the new certificate {}", config.certificate());
            }
        } catch (Unusable unusable) {
            if (!unusable.getMessage().equals(problem.getAndSet(unusable.getMessage()))) {
                LOG.warn("The certificate was not reloaded: {}", unusable.getMessage());
            }
        } catch (RuntimeException failure) {
            LOG.warn("The certificate was not reloaded", failure);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
