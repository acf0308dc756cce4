package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.patch.Operation;
import java.util.Optional;
import org.apache.directory.scim.spec.filter.ValuePathExpression;
import org.apache.directory.scim.spec.patch.PatchOperation;
import org.apache.directory.scim.spec.patch.PatchOperationPath;

/** Adapter of PATCH operations to SCIMple's contract. The value is JSON, and the path is read by our own parser. */
final class RequestedOperation {
    private RequestedOperation() {}

    static PatchOperation of(Operation operation) {
        PatchOperation requested = new PatchOperation()
                .setOperation(PatchOperation.Type.valueOf(operation.kind().name()))
                .setValue(operation.value());
        return operation.path().map(path -> requested.setPath(new Path(path))).orElse(requested);
    }

    /** Returns the operation that was passed through the contract. */
    static Operation read(PatchOperation operation) {
        return new Operation(
                Operation.Kind.valueOf(operation.getOperation().name()),
                Optional.ofNullable(operation.getPath()).map(PatchOperationPath::toString),
                (JsonNode) operation.getValue());
    }

    /** Path as the client wrote it. */
    private static final class Path extends PatchOperationPath {
        private static final long serialVersionUID = 1L;
        private static final ValuePathExpression UNREAD = new ValuePathExpression();

        private final String text;

        Path(String text) {
            super(UNREAD);
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Path path && path.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }
    }
}
