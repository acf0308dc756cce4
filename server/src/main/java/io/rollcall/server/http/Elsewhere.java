package io.rollcall.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/** Handler of every address outside the applications: {@code /} leads people to one of them, all others do not exist. */
final class Elsewhere extends HttpHandler {
    private static final int FOUND = 302;
    private static final int NOT_FOUND = 404;

    private final HttpConfig config;
    private final ErrorPages errorPages;
    private final Optional<String> home;

    /** @param home where {@code /} redirects to; empty for nowhere */
    Elsewhere(HttpConfig config, ErrorPages errorPages, Optional<String> home) {
        this.config = config;
        this.errorPages = errorPages;
        this.home = home;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        EdgeHeaders.set(response.getResponse(), config);
        boolean reading = request.getMethod() == Method.GET || request.getMethod() == Method.HEAD;
        if (reading && home.isPresent() && request.getRequestURI().equals("/")) {
            response.setStatus(FOUND);
            response.setHeader(Header.Location, home.get());
            response.setContentLength(0);
            return;
        }
        ErrorPage errorPage = errorPages.of(request.getRequestURI());
        byte[] body = errorPage.body(NOT_FOUND, Optional.empty()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(NOT_FOUND);
        response.setContentType(errorPage.contentType(EdgeHeaders.accept(request.getRequest())));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
