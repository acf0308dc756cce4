package io.rollcall.server.http.tls;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * TLS engine of a server that decrypts no more records than its {@link RecordBudget} allows. Each call of {@code unwrap}
 * takes one record, so this is where a read of many tiny ones can be cut off before it has cost anything.
 */
public final class BoundedEngine extends SSLEngine {
    /** Maintained clients name about thirty. */
    private static final int MAX_ALGORITHMS = 128;

    /** A record begins with its type, its version in two bytes, and its length in two. */
    private static final int HEADER_BYTES = 5;

    private static final int LENGTH_OFFSET = 3;

    private final SSLEngine engine;
    private final AtomicBoolean greedy = new AtomicBoolean();
    private final AtomicBoolean reported = new AtomicBoolean();
    private final AtomicBoolean established = new AtomicBoolean();
    private final AtomicReference<Optional<Bound>> bound = new AtomicReference<>(Optional.empty());

    public BoundedEngine(SSLEngine engine) {
        this.engine = engine;
    }

    private record Bound(RecordBudget budget, Runnable refused) {}

    /** Bounds the records from now on, unless they are bounded already. */
    void bound(RecordBudget budget, Runnable refused) {
        bound.compareAndSet(Optional.empty(), Optional.of(new Bound(budget, refused)));
    }

    /** Returns whether the client sends many small records, so that others should not wait behind them. */
    boolean isCostly() {
        return bound.get().filter(now -> now.budget().isCostly()).isPresent();
    }

    void handshakeDone() {
        established.set(true);
        bound.get().ifPresent(now -> now.budget().handshakeDone());
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) throws SSLException {
        Optional<Bound> now = bound.get();
        if (now.isPresent() && !now.get().budget().hasRoom(lengthOfRecord(source))) {
            throw refused("Too many TLS records without application data, or too long a handshake");
        }
        requireFewAlgorithms();
        SSLEngineResult result = engine.unwrap(source, targets, offset, length);
        if (now.isPresent() && result.bytesConsumed() > 0) {
            now.get().budget().count(result.bytesConsumed(), result.bytesProduced());
        }
        return result;
    }

    private static int lengthOfRecord(ByteBuffer source) {
        return source.remaining() < HEADER_BYTES
                ? 0
                : HEADER_BYTES + Short.toUnsignedInt(source.getShort(source.position() + LENGTH_OFFSET));
    }

    private SSLException refused(String reason) {
        if (reported.compareAndSet(false, true)) {
            bound.get().ifPresent(now -> now.refused().run());
        }
        return new SSLException(reason);
    }

    /** The session keeps each algorithm that the client names, repeated ones too, for as long as the connection lasts. */
    private void requireFewAlgorithms() throws SSLException {
        if (greedy.get()) {
            throw refused("The ClientHello names more than " + MAX_ALGORITHMS + " signature algorithms");
        }
    }

    private void look() {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session
                && session.getPeerSupportedSignatureAlgorithms().length > MAX_ALGORITHMS) {
            greedy.set(true);
        }
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] sources, int offset, int length, ByteBuffer target) throws SSLException {
        requireFewAlgorithms();
        return engine.wrap(sources, offset, length, target);
    }

    @Override
    public Runnable getDelegatedTask() {
        return Optional.ofNullable(engine.getDelegatedTask())
                .<Runnable>map(task -> () -> {
                    task.run();
                    look();
                })
                .orElse(null);
    }

    @Override
    public void closeInbound() throws SSLException {
        engine.closeInbound();
    }

    @Override
    public boolean isInboundDone() {
        return engine.isInboundDone();
    }

    @Override
    public void closeOutbound() {
        established.set(false);
        engine.closeOutbound();
    }

    @Override
    public boolean isOutboundDone() {
        return engine.isOutboundDone();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return engine.getSupportedCipherSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return engine.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        engine.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedProtocols() {
        return engine.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return engine.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        engine.setEnabledProtocols(protocols);
    }

    @Override
    public SSLSession getSession() {
        return engine.getSession();
    }

    @Override
    public SSLSession getHandshakeSession() {
        return engine.getHandshakeSession();
    }

    @Override
    public void beginHandshake() throws SSLException {
        engine.beginHandshake();
    }

    /**
     * The answer to a KeyUpdate goes out before the next data, as RFC 8446 wants it: it is no handshake to Grizzly, which would
     * drop the rest of what was read.
     */
    @Override
    public HandshakeStatus getHandshakeStatus() {
        HandshakeStatus status = engine.getHandshakeStatus();
        boolean answersKeyUpdate = status == HandshakeStatus.NEED_WRAP && established.get() && !engine.isInboundDone();
        return answersKeyUpdate ? HandshakeStatus.NOT_HANDSHAKING : status;
    }

    @Override
    public void setUseClientMode(boolean mode) {
        engine.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return engine.getUseClientMode();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        engine.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return engine.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        engine.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return engine.getWantClientAuth();
    }

    @Override
    public void setEnableSessionCreation(boolean enabled) {
        engine.setEnableSessionCreation(enabled);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return engine.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return engine.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        engine.setSSLParameters(parameters);
    }

    @Override
    public String getApplicationProtocol() {
        return engine.getApplicationProtocol();
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return engine.getHandshakeApplicationProtocol();
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLEngine, List<String>, String> selector) {
        engine.setHandshakeApplicationProtocolSelector(selector);
    }

    @Override
    public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return engine.getHandshakeApplicationProtocolSelector();
    }
}
