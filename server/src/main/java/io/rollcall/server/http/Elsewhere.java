package io.rollcall.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/**
 * Handler of every address outside the applications: {@code /} leads people to one of them, on hosts that serve it; all others do
 * not exist.
 */
final class Elsewhere extends HttpHandler {
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;

    private final HttpConfig config;
    private final ErrorPages errorPages;
    private final Optional<Mount> home;

    /** @param mounts of which one may be where {@code /} redirects to */
    Elsewhere(HttpConfig config, ErrorPages errorPages, List<Mount> mounts) {
        this.config = config;
        this.errorPages = errorPages;
        this.home = mounts.stream().filter(mount -> mount.home().isPresent()).findFirst();
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        EdgeHeaders.set(response.getResponse(), config);
        boolean reading = request.getMethod() == Method.GET || request.getMethod() == Method.HEAD;
        if (reading && home.isPresent() && request.getRequestURI().equals("/")) {
            leadHome(home.get(), request, response);
        } else {
            refuse(errorPages.of(request.getRequestURI()), NOT_FOUND, Optional.empty(), request, response);
        }
    }

    private void leadHome(Mount mount, Request request, Response response) throws IOException {
        String host = ForwardedRequest.read(request.getRequest(), config.trustedProxies())
                .host();
        if (!mount.home().orElseThrow().test(host)) {
            refuse(
                    errorPages.of(mount.path()),
                    ServedHosts.MISDIRECTED,
                    Optional.of(ServedHosts.DETAIL),
                    request,
                    response);
            return;
        }
        response.setStatus(FOUND);
        response.setHeader(Header.Location, mount.path());
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(0);
    }

    private static void refuse(
            ErrorPage errorPage, int status, Optional<String> detail, Request request, Response response)
            throws IOException {
        byte[] body = errorPage.body(status, detail).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(errorPage.contentType(EdgeHeaders.accept(request.getRequest())));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
