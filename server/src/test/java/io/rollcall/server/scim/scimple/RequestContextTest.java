package io.rollcall.server.scim.scimple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.scim.scimple.RequestContext.Request;
import org.junit.jupiter.api.Test;

class RequestContextTest {
    private final RequestContext context = new RequestContext();
    private final Request request =
            new Request(new ScimCaller(new OrganizationId(1), "http://localhost", Actor.system()), EntityTags.none());

    @Test
    void knowsTheRequestWhileItRuns() {
        assertThat(context.run(request, context::request)).isSameAs(request);
    }

    @Test
    void refusesACallOutsideOfARequest() {
        assertThatThrownBy(context::request).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsARequestThatFailed() {
        assertThatThrownBy(() -> context.run(request, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(context::request).isInstanceOf(IllegalStateException.class);
    }
}
