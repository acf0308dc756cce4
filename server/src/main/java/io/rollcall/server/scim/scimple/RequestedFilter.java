package io.rollcall.server.scim.scimple;

import io.rollcall.server.scim.filter.FilterLimits;
import io.rollcall.server.scim.filter.FilterParser;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterExpression;

/** Filter in the form of SCIMple's contract, parsed by {@link FilterParser}. */
final class RequestedFilter extends Filter {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final transient io.rollcall.server.scim.filter.Filter tree;

    private RequestedFilter(String text, io.rollcall.server.scim.filter.Filter tree) {
        this.text = text;
        this.tree = tree;
    }

    /** Parses a client's filter. */
    static RequestedFilter read(String text, FilterLimits limits) {
        return new RequestedFilter(text, FilterParser.parse(text, limits));
    }

    /** Returns the parsed filter that was passed through the contract. */
    static io.rollcall.server.scim.filter.Filter tree(Filter filter, FilterLimits limits) {
        return filter instanceof RequestedFilter requested
                ? requested.tree
                : FilterParser.parse(filter.getFilter(), limits);
    }

    @Override
    public String getFilter() {
        return text;
    }

    /** Never builds SCIMple's tree: its parser misreads valid filters and takes seconds for long ones. */
    @Override
    public FilterExpression getExpression() {
        throw new UnsupportedOperationException("this filter was not read by SCIMple's parser");
    }
}
