package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.webhooks.AddressRules;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.kernel.DaemonThreads;
import io.rollcall.server.kernel.OrganizationId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * HTTP/1.1 client for webhooks, pushes and keys, on sockets: the JDK's client looks a host up again after it was checked. It
 * follows no redirects, and ends each attempt after a timeout as a whole.
 */
public final class HttpSender implements AutoCloseable {
    /** Bytes of a receiver's response that are displayed. */
    private static final int MAX_DISPLAYED = 4 * 1024;

    private final AddressRules rules;
    private final Supplier<SSLSocketFactory> tls;
    private final Duration timeout;
    private final IdleConnections idle = new IdleConnections();
    private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor watchdog =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("webhooks-timeout"));
    private final HostNames names;

    /** @param tls called at each connection by TLS, since the first call reads all trusted certificates */
    public HttpSender(AddressRules rules, Supplier<SSLSocketFactory> tls, Duration timeout) {
        this(rules, tls, timeout, InetAddress::getAllByName);
    }

    HttpSender(AddressRules rules, Supplier<SSLSocketFactory> tls, Duration timeout, HostNames.LookUp lookUp) {
        this.rules = rules;
        this.tls = tls;
        this.timeout = timeout;
        watchdog.setRemoveOnCancelPolicy(true);
        this.names = new HostNames(lookUp);
    }

    /**
     * Sends a POST request and returns the response, whatever its status.
     *
     * @param owner whose webhook it is; all of an owner's share a limit of slow host names
     * @throws DeliveryFailure if there is no response in time; its message names the cause
     */
    public HttpResponse post(OrganizationId owner, TargetUrl url, Map<String, String> headers, byte[] body)
            throws DeliveryFailure {
        byte[] request = request(url, headers, body);
        return run(attempt -> post(owner, url, request, attempt));
    }

    /**
     * Sends a GET request on a connection of its own and returns the response, whatever its status.
     *
     * @param maxBody number of bytes of the body that are read
     * @throws DeliveryFailure if there is no response in time; its message names the cause
     */
    public HttpResponse get(OrganizationId owner, TargetUrl url, Map<String, String> headers, int maxBody)
            throws DeliveryFailure {
        StringBuilder head = head("GET", url, headers).append("Connection: close\r\n\r\n");
        return run(attempt -> {
            try (HttpConnection connection =
                    HttpConnection.open(url, addresses(owner, url, attempt), rules, tls, attempt)) {
                connection.begin(attempt);
                return connection.exchange(head.toString().getBytes(StandardCharsets.US_ASCII), maxBody);
            }
        });
    }

    /** Exchange of a request for a response. */
    private interface Exchange {
        HttpResponse run(Attempt attempt) throws IOException;
    }

    private HttpResponse run(Exchange exchange) throws DeliveryFailure {
        Attempt attempt = new Attempt(timeout);
        running.add(attempt);
        ScheduledFuture<?> end = watchdog.schedule(attempt::expire, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange.run(attempt);
        } catch (DeliveryFailure failure) {
            throw attempt.isOver() ? attempt.late() : failure;
        } catch (IOException failure) {
            throw attempt.isOver() ? attempt.late() : new DeliveryFailure(reason(failure));
        } finally {
            end.cancel(false);
            running.remove(attempt);
        }
    }

    private static byte[] request(TargetUrl url, Map<String, String> headers, byte[] body) {
        byte[] start = head("POST", url, headers)
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n\r\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static StringBuilder head(String method, TargetUrl url, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(url.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.authority())
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head;
    }

    private HttpResponse post(OrganizationId owner, TargetUrl url, byte[] request, Attempt attempt) throws IOException {
        String key = url.uri().getScheme() + "://" + url.host() + ":" + url.port();
        Optional<HttpConnection> kept = idle.take(key);
        if (kept.isPresent()) {
            try {
                return exchange(kept.orElseThrow(), key, request, attempt);
            } catch (IOException closedMeanwhile) {
                // The receiver may have closed it just when the request was sent; a second one is sent on a new
                // connection.
                attempt.leftMillis();
            }
        }
        return exchange(
                HttpConnection.open(url, addresses(owner, url, attempt), rules, tls, attempt), key, request, attempt);
    }

    private HttpResponse exchange(HttpConnection connection, String key, byte[] request, Attempt attempt)
            throws IOException {
        boolean keep = false;
        try {
            connection.begin(attempt);
            HttpResponse response = connection.exchange(request, MAX_DISPLAYED);
            keep = response.reusable() && !attempt.isOver();
            return response;
        } finally {
            if (keep) {
                idle.keep(key, connection);
            } else {
                connection.close();
            }
        }
    }

    private List<InetAddress> addresses(OrganizationId owner, TargetUrl url, Attempt attempt) throws IOException {
        Optional<InetAddress> literal = url.literal();
        return literal.isPresent() ? List.of(literal.orElseThrow()) : names.find(owner, url.host(), attempt);
    }

    private static String reason(IOException failure) {
        if (failure instanceof SSLException) {
            return "The TLS connection failed: the certificate is not trusted, or not for this host.";
        }
        if (failure instanceof ConnectException) {
            return "The connection was refused.";
        }
        if (failure instanceof SocketTimeoutException) {
            return "The receiver did not respond in time.";
        }
        return "The connection broke before a response arrived.";
    }

    /** Closes connections that have been idle for some seconds. */
    public void closeIdle() {
        idle.closeOld();
    }

    /** Ends all attempts. */
    @Override
    public void close() {
        running.forEach(Attempt::expire);
        watchdog.shutdownNow();
        names.close();
        idle.close();
    }
}
