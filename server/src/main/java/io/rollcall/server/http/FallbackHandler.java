package io.rollcall.server.http;

import io.rollcall.server.http.wire.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/**
 * Handler of all addresses outside the applications. {@code /} redirects to one of them, on hosts that serve it; all others get
 * 404.
 */
final class FallbackHandler extends HttpHandler {
    private static final int FOUND = 302;
    private static final HttpRefusal NOTHING_HERE = new HttpRefusal(404, "");
    private static final HttpRefusal OTHER_HOST = new HttpRefusal(ServedHosts.MISDIRECTED, ServedHosts.DETAIL);

    private final HttpConfig config;
    private final EdgeResponses responses;
    private final Optional<Mount> home;

    /** @param mounts one of which may be the target of {@code /} */
    FallbackHandler(HttpConfig config, EdgeResponses responses, List<Mount> mounts) {
        this.config = config;
        this.responses = responses;
        this.home = mounts.stream().filter(mount -> mount.home().isPresent()).findFirst();
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        boolean reading = request.getMethod() == Method.GET || request.getMethod() == Method.HEAD;
        if (reading && home.isPresent() && request.getRequestURI().equals("/")) {
            leadHome(home.get(), request, response);
        } else {
            responses.answer(request, response, responses.page(request.getRequestURI()), NOTHING_HERE);
        }
    }

    private void leadHome(Mount mount, Request request, Response response) throws IOException {
        String host = ForwardedRequest.read(request.getRequest(), config.trustedProxies())
                .host();
        if (!mount.home().orElseThrow().test(host)) {
            responses.answer(request, response, responses.page(mount.path()), OTHER_HOST);
            return;
        }
        responses.setHeaders(response.getResponse());
        response.setStatus(FOUND);
        response.setHeader(Header.Location, mount.path());
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(0);
    }
}
