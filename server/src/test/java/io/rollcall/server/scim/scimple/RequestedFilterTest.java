package io.rollcall.server.scim.scimple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterBuilder;
import org.junit.jupiter.api.Test;

class RequestedFilterTest {
    private static final FilterLimits LIMITS = FilterLimits.DEFAULT;

    @Test
    void carriesTheTextAndTheTree() {
        String text = "userName eq \"José\" or a eq 1 and b eq 2";
        Filter filter = RequestedFilter.read(text, LIMITS);
        assertThat(filter.getFilter()).isEqualTo(text);
        assertThat(RequestedFilter.tree(filter, LIMITS)).isEqualTo(FilterParser.parse(text, LIMITS));
    }

    @Test
    void readsFiltersThatScimpleBuilt() throws Exception {
        Filter filter = FilterBuilder.create().equalTo("userName", "babs").build();
        assertThat(RequestedFilter.tree(filter, LIMITS)).isEqualTo(FilterParser.parse("userName eq \"babs\"", LIMITS));
    }

    @Test
    void refusesWrongFiltersBeforeTheRepositoryIsCalled() {
        assertThatThrownBy(() -> RequestedFilter.read("userName is \"babs\"", LIMITS))
                .isInstanceOf(ScimProblem.class);
    }

    @Test
    void neverCallsScimplesParser() {
        Filter filter = RequestedFilter.read("userName pr", LIMITS);
        assertThatThrownBy(filter::getExpression).isInstanceOf(UnsupportedOperationException.class);
    }
}
