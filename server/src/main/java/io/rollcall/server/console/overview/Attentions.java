package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.Paths;
import io.rollcall.server.console.page.Texts;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationStatus;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds what needs an administrator's attention, the most urgent first. */
final class Attentions {
    private final Texts texts;
    private final Organization organization;
    private final List<Attention> found = new ArrayList<>();

    private Attentions(Texts texts, Organization organization) {
        this.texts = texts;
        this.organization = organization;
    }

    static List<Attention> of(
            Texts texts, Organization organization, List<Token> tokens, Chart chart, boolean everSeen, Instant now) {
        Attentions attentions = new Attentions(texts, organization);
        attentions.lookAtSwitches();
        attentions.lookAt(tokens, now);
        attentions.lookAtPolicy();
        attentions.lookAt(chart, everSeen, tokens.stream().anyMatch(token -> token.isValidAt(now)));
        return List.copyOf(attentions.found);
    }

    private void lookAtSwitches() {
        if (organization.status() == OrganizationStatus.SUSPENDED) {
            add("suspended", Paths.of(organization, "activity"), true);
        }
        if (!organization.scimEnabled()) {
            add("off", Paths.of(organization, "security"), true);
        }
    }

    private void lookAtPolicy() {
        if (organization.policy().rehire().warning().isPresent()) {
            add("rehire-by-name", Paths.of(organization, "users") + "?state=former", false);
        }
    }

    private void lookAt(List<Token> tokens, Instant now) {
        if (tokens.stream().noneMatch(token -> token.isValidAt(now))) {
            add("no-token", Paths.of(organization, "security"), true);
        }
        tokens.stream()
                .filter(token -> token.isNearExpiryAt(now))
                .forEach(token -> add("expiring", Paths.of(organization, "security"), false, token.name()));
    }

    private void lookAt(Chart chart, boolean everSeen, boolean tokenThere) {
        if (chart.refused() > 0) {
            add("refused", Paths.of(organization, "activity") + "?refused=true", false, chart.refused());
        }
        if (tokenThere && !everSeen) {
            add("unused", Paths.of(organization, "okta"), false);
        } else if (tokenThere && chart.requests() == 0) {
            add("silent", Paths.of(organization, "okta"), false);
        }
    }

    private void add(String key, String path, boolean urgent, Object... arguments) {
        String prefix = "attention." + key;
        found.add(new Attention(texts.get(prefix, arguments), path, texts.get(prefix + ".link"), urgent));
    }
}
