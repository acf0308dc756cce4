package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Where things are in the console. */
public final class ConsolePaths {
    /** Where it lies on every host. */
    public static final String ROOT = "/console";

    public static final String SIGN_IN = ROOT + "/sign-in";
    public static final String SIGN_OUT = ROOT + "/sign-out";
    public static final String PASSWORD = ROOT + "/password";
    public static final String ORGANIZATIONS = ROOT + "/organizations";
    public static final String AUDIT = ROOT + "/audit";
    static final String ASSETS = ROOT + "/assets/";

    /** The ends of addresses that have no page of their own, but a button on the page above. */
    private static final Set<String> BUTTONS =
            Set.of("on", "move", "make-default", "clear-default", "forbid", "allow", "reinstate");

    private ConsolePaths() {}

    /** @param next where to go once signed in */
    static String signIn(String next) {
        return next.equals(ROOT) || next.equals(ROOT + "/") ? SIGN_IN : SIGN_IN + "?next=" + encoded(next);
    }

    /** Returns the address that a request asks for, with its query. */
    static String requested(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        return ROOT + "/" + request.getUriInfo().getPath() + (query == null ? "" : "?" + query);
    }

    /** Returns the page that has the form that is sent to that address. */
    static String formOf(String address) {
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        int last = path.lastIndexOf('/');
        boolean button = BUTTONS.contains(path.substring(last + 1));
        String page = path.equals(SIGN_OUT) ? ROOT : button ? path.substring(0, last) : path;
        return query < 0 ? page : page + address.substring(query);
    }

    /** An organization's pages; its overview where nothing follows. */
    public static String of(Organization organization, String... parts) {
        return below(ORGANIZATIONS + "/" + organization.slug(), parts);
    }

    /** What is below another page. */
    public static String below(String page, String... parts) {
        StringBuilder path = new StringBuilder(page);
        for (String part : parts) {
            path.append('/').append(encoded(part));
        }
        return path.toString();
    }

    /** Where a visitor wanted to go, if that is a page of the console and not a way out of it. */
    public static String inside(String next) {
        boolean inside = next.equals(ROOT) || next.startsWith(ROOT + "/") || next.startsWith(ROOT + "?");
        boolean plain = next.chars().allMatch(character -> character > ' ' && character < 127 && character != '\\')
                && !next.contains("//")
                && !next.startsWith(SIGN_IN)
                && !next.startsWith(SIGN_OUT)
                && !next.startsWith(ASSETS);
        return inside && plain ? next : ROOT;
    }

    /** A text as a part of an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
