package io.rollcall.server.http;

import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** What every request passes before its resource: it gets its id, and an address that is none is refused. */
final class Entry extends HttpHandler {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final int BAD_REQUEST = 400;

    private final HttpHandler resources;
    private final Set<String> trustedProxies;

    Entry(HttpHandler resources, Set<String> trustedProxies) {
        this.resources = resources;
        this.trustedProxies = trustedProxies;
    }

    @Override
    public void start() {
        super.start();
        resources.start();
    }

    @Override
    public void destroy() {
        resources.destroy();
        super.destroy();
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        response.setHeader(RequestId.HEADER, RequestId.assign());
        try {
            ForwardedRequest forwarded = ForwardedRequest.read(request, trustedProxies);
            if (!isHost(String.valueOf(request.getHeader("Host"))) || !isHost(forwarded.host())) {
                response.sendError(BAD_REQUEST, "The host that the request names is not a host name.");
                return;
            }
            forwarded.noteIn(request);
            hideHost(request);
            resources.service(request, response);
        } catch (IllegalArgumentException malformed) {
            if (!(malformed.getCause() instanceof URISyntaxException)) {
                throw malformed;
            }
            response.sendError(
                    BAD_REQUEST, "The address is not well formed: percent-encode what is not a letter or digit.");
        } finally {
            RequestId.forget();
        }
    }

    private static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** No URL of an answer is built from it, and java.net.URI refuses names that private networks use, such as a_b. */
    private static void hideHost(Request request) {
        request.getRequest().serverName().setString("localhost");
    }
}
