package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.directory.scim.core.json.ObjectMapperFactory;
import org.apache.directory.scim.spec.filter.Filter;
import org.apache.directory.scim.spec.filter.FilterResponse;
import org.apache.directory.scim.spec.filter.PageRequest;
import org.apache.directory.scim.spec.filter.SortOrder;
import org.apache.directory.scim.spec.filter.SortRequest;
import org.apache.directory.scim.spec.patch.PatchOperation;

/** Puts what SCIMple's contract hands over into the forms that HTTP clients send. */
final class ScimpleMessages {
    /** SCIMple's own, which knows its model's annotations and leaves out what is null. */
    private static final ObjectMapper VALUES = ObjectMapperFactory.getObjectMapper();

    private ScimpleMessages() {}

    static ObjectNode patch(List<PatchOperation> operations) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ArrayNode array = message.putArray("Operations");
        for (PatchOperation operation : operations) {
            ObjectNode json =
                    array.addObject().put("op", operation.getOperation().toString());
            Optional.ofNullable(operation.getPath()).ifPresent(path -> json.put("path", path.toString()));
            Optional.ofNullable(operation.getValue()).ifPresent(value -> json.set("value", VALUES.valueToTree(value)));
        }
        return message;
    }

    static SearchRequest search(Filter filter, PageRequest page, SortRequest sort) {
        Optional<SortRequest> sorted = Optional.ofNullable(sort);
        Optional<PageRequest> paged = Optional.ofNullable(page);
        return new SearchRequest(
                Optional.ofNullable(filter).map(given -> given.getExpression().toFilter()),
                sorted.map(SortRequest::getSortBy).map(Object::toString),
                sorted.map(SortRequest::getSortOrder).map(SortOrder::name),
                integer(paged.map(PageRequest::getStartIndex)),
                integer(paged.map(PageRequest::getCount)),
                Optional.empty(),
                List.of(),
                List.of());
    }

    /** SCIMple reads the place in the list off the page's request, so there is one even where none was made. */
    static FilterResponse<UserDocument> page(UserPage page) {
        PageRequest request = new PageRequest()
                .setCount(page.users().size())
                .setStartIndex(page.startIndex().orElse(1));
        return new FilterResponse<>(List.copyOf(page.users()), request, Math.toIntExact(page.totalResults()));
    }

    private static OptionalInt integer(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }
}
