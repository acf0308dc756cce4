package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityEntry;
import java.util.Locale;

/** Detection of ignored attributes that are a misplaced or misspelled role attribute. */
public final class IgnoredRole {
    /** Maximum edit distance of a misspelling. */
    private static final int TYPING_ERRORS = 2;

    private IgnoredRole() {}

    /** Returns whether the request of that entry had an ignored attribute that resembles the role's. */
    public static boolean isIn(ActivityEntry entry, String attribute) {
        return entry.ignored().stream().anyMatch(member -> isLikeRole(member, attribute));
    }

    static boolean isLikeRole(String member, String attribute) {
        String name = letters(member.substring(Math.max(member.lastIndexOf(':'), member.lastIndexOf('.')) + 1));
        return name.endsWith("role") || name.endsWith("roles") || distance(name, letters(attribute)) <= TYPING_ERRORS;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
