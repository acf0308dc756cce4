package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.webhooks.AddressRules;
import io.rollcall.server.events.webhooks.TargetUrl;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connection to a receiver. It goes to the very address that was checked: the host is not looked up again, so a name server cannot
 * give a public address to the check and a private one to the connection. The certificate is verified for the host's name.
 */
final class HttpConnection implements Closeable {
    private static final int MAX_PAUSE_IN_BODY_MILLIS = 1_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final long opened = System.nanoTime();

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * Opens a connection.
     *
     * @param addresses the addresses of the host
     * @throws DeliveryFailure if none of the addresses is allowed or answers in time
     */
    static HttpConnection open(
            TargetUrl url,
            List<InetAddress> addresses,
            AddressRules rules,
            Supplier<SSLSocketFactory> tls,
            Attempt attempt)
            throws IOException {
        List<InetAddress> allowed = addresses.stream().filter(rules::allow).toList();
        if (allowed.isEmpty()) {
            throw new DeliveryFailure("The host has no public address. To permit private networks, an operator sets"
                    + " ROLLCALL_EVENTS_WEBHOOKS_ALLOW_PRIVATE=true.");
        }
        Socket plain = attempt.guard(new Socket());
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(allowed.get(0), url.port()), attempt.leftMillis());
            plain.setSoTimeout(attempt.leftMillis());
            return new HttpConnection(url.isSecure() ? secured(plain, url, tls.get()) : plain);
        } catch (IOException | RuntimeException failure) {
            plain.close();
            throw failure;
        }
    }

    private static Socket secured(Socket plain, TargetUrl url, SSLSocketFactory tls) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Sends a request and reads the response, with at most that many bytes of its body. A body that does not arrive soon is cut off, since the status decides. */
    HttpResponse exchange(byte[] request, int maxBody) throws IOException {
        out.write(request);
        out.flush();
        return HttpResponse.read(in, () -> socket.setSoTimeout(MAX_PAUSE_IN_BODY_MILLIS), maxBody);
    }

    /** Prepares an idle connection for another attempt. */
    void begin(Attempt attempt) throws IOException {
        attempt.guard(socket);
        socket.setSoTimeout(attempt.leftMillis());
    }

    boolean isOlderThan(Duration age) {
        return System.nanoTime() - opened > age.toNanos();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException unclosable) {
            // The peer is gone, or the watchdog was faster.
        }
    }
}
