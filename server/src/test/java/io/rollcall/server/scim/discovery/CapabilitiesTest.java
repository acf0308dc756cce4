package io.rollcall.server.scim.discovery;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.server.scim.discovery.Capabilities.Pagination;
import io.rollcall.server.scim.discovery.Capabilities.Pagination.Method;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The server never advertises pagination that contradicts itself (RFC 9865 section 4). */
class CapabilitiesTest {
    @Test
    void refusesADefaultPaginationMethodThatIsNotSupported() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pagination(false, true, Method.CURSOR, 10, 100, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pagination(true, false, Method.INDEX, 10, 100, Optional.empty()));
    }

    @Test
    void refusesADefaultPageBeyondTheLargest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pagination(true, true, Method.INDEX, 101, 100, Optional.empty()));
    }
}
