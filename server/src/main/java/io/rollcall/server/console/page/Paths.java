package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where things are in the console. */
public final class Paths {
    /** Where it lies on every host. */
    public static final String ROOT = "/console";

    public static final String SIGN_IN = ROOT + "/sign-in";
    public static final String SIGN_OUT = ROOT + "/sign-out";
    public static final String PASSWORD = ROOT + "/password";
    public static final String ORGANIZATIONS = ROOT + "/organizations";
    public static final String AUDIT = ROOT + "/audit";
    static final String ASSETS = ROOT + "/assets/";

    private Paths() {}

    /** @param next where to go once signed in */
    static String signIn(String next) {
        return next.equals(ROOT) || next.equals(ROOT + "/") ? SIGN_IN : SIGN_IN + "?next=" + encoded(next);
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
