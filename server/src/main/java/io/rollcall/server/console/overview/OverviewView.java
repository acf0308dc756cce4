package io.rollcall.server.console.overview;

import io.rollcall.server.console.page.Frame;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether provisioning is well.
 *
 * @param latest when the identity provider was last heard of
 * @param tokens how many tokens let it in
 */
record OverviewView(
        Frame frame,
        Organization organization,
        Optional<Instant> latest,
        long tokens,
        Chart chart,
        List<Attention> attention) {

    boolean urgent() {
        return attention.stream().anyMatch(Attention::urgent);
    }
}
