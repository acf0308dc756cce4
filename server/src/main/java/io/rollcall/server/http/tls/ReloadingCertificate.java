package io.rollcall.server.http.tls;

import io.rollcall.server.http.tls.TlsIdentity.Unusable;
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

/** Our certificate. New handshakes get a new one as soon as the files have one; one that is no good changes nothing. */
public final class ReloadingCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadingCertificate.class);

    private final TlsConfig config;
    private final AtomicReference<TlsIdentity> identity;
    private final AtomicReference<String> problem = new AtomicReference<>("");
    private final SSLFactory factory;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(ReloadingCertificate::thread);

    private ReloadingCertificate(TlsConfig config, TlsIdentity identity) {
        this.config = config;
        this.identity = new AtomicReference<>(identity);
        this.factory = factory(identity);
        long seconds = config.reload().toSeconds();
        watch.scheduleWithFixedDelay(this::look, seconds, seconds, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "http-tls");
        thread.setDaemon(true);
        return thread;
    }

    /** @throws StartupProblem where the files are no certificate and its key */
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
                .build();
    }

    public SSLEngineConfigurator engines() {
        return new TlsEngines(factory.getSslContext());
    }

    /** When the certificate ends, in seconds since 1970. */
    public long expires() {
        return TimeUnit.MILLISECONDS.toSeconds(
                identity.get().certificate().getNotAfter().getTime());
    }

    /** Renewing writes one file after the other, so a look between the two finds what the next one does not. */
    private void look() {
        try {
            TlsIdentity found = TlsIdentity.read(config);
            problem.set("");
            if (!found.isSame(identity.get())) {
                KeyManagerUtils.swapKeyManager(factory.getKeyManager().orElseThrow(), found.material());
                SSLSessionUtils.invalidateCaches(factory);
                identity.set(found);
                LOG.info("New connections get the new certificate of {}", config.certificate());
            }
        } catch (Unusable unusable) {
            if (!unusable.getMessage().equals(problem.getAndSet(unusable.getMessage()))) {
                LOG.warn("The certificate stays as it is: {}", unusable.getMessage());
            }
        } catch (RuntimeException failure) {
            LOG.warn("The certificate stays as it is", failure);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
