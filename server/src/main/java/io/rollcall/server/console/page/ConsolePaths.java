package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Paths of the console. */
public final class ConsolePaths {
    /** Base path on every host. */
    public static final String ROOT = "/console";

    public static final String SIGN_IN = ROOT + "/sign-in";
    public static final String SIGN_OUT = ROOT + "/sign-out";
    public static final String PASSWORD = ROOT + "/password";
    public static final String ORGANIZATIONS = ROOT + "/organizations";
    public static final String AUDIT = ROOT + "/audit";
    public static final String WEBHOOKS = ROOT + "/webhooks";
    static final String ASSETS = ROOT + "/assets/";

    /** Last segments of form targets without a page; their buttons are on the parent page. */
    private static final Set<String> BUTTONS = Set.of(
            "on",
            "static-on",
            "move",
            "make-default",
            "clear-default",
            "forbid",
            "allow",
            "reinstate",
            "test",
            "enable",
            "resend");

    private ConsolePaths() {}

    /** Returns the path of the sign-in page. @param next path to open after signing in */
    static String signIn(String next) {
        return next.equals(ROOT) || next.equals(ROOT + "/") ? SIGN_IN : SIGN_IN + "?next=" + encoded(next);
    }

    /** Returns the requested path with its query. */
    static String requested(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        return ROOT + "/" + request.getUriInfo().getPath() + (query == null ? "" : "?" + query);
    }

    /** Returns the path of the page whose form is submitted to that address. */
    static String formOf(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        int last = path.lastIndexOf('/');
        boolean button = BUTTONS.contains(path.substring(last + 1));
        String page = path.equals(SIGN_OUT) ? ROOT : button ? path.substring(0, last) : path;
        return query < 0 ? page : page + address.substring(query);
    }

    /** Returns a path below an organization; its overview without parts. */
    public static String of(Organization organization, String... parts) {
        return below(ORGANIZATIONS + "/" + organization.slug(), parts);
    }

    /** Returns a path below another page. */
    public static String below(String page, String... parts) {
        StringBuilder path = new StringBuilder(page);
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        return path.toString();
    }

    /** Returns the path if it is a page of the console, or else the root: prevents open redirects. */
    public static String inside(String next) {
        boolean inside = next.equals(ROOT) || next.startsWith(ROOT + "/") || next.startsWith(ROOT + "?");
        boolean plain = next.chars().allMatch(character -> character > ' ' && character < 127 && character != '\\')
                && !next.contains("//")
                && !next.startsWith(SIGN_IN)
                && !next.startsWith(SIGN_OUT)
                && !next.startsWith(ASSETS);
        return inside && plain ? next : ROOT;
    }

    /** Returns the text as a URL component. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
