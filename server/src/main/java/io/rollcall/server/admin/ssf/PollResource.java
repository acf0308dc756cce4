package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.tokens.TokenPolling;
import io.rollcall.server.events.tokens.TokenPolling.Delivery;
import io.rollcall.server.http.LongPoll;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.LogLimit;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Endpoint from which the receiver of a stream takes its tokens (RFC 8936). */
@Path("streams/{id}/poll")
@Produces(MediaType.APPLICATION_JSON)
public final class PollResource {
    private static final Logger LOG = LoggerFactory.getLogger(PollResource.class);

    /** Tokens of a response that has waited, which is sent at once. */
    private static final int MAX_AFTER_WAIT = 20;

    /** Codes are short words; others are not logged. */
    private static final String CODE = "[a-z_]{1,40}";

    /** Different codes in a line of the log. */
    private static final int MAX_LOGGED = 3;

    private final LogLimit logLimit = new LogLimit();
    private final EventStreams streams;
    private final TokenPolling polling;
    private final EventTokenConfig config;

    PollResource(EventStreams streams, TokenPolling polling, EventTokenConfig config) {
        this.streams = streams;
        this.polling = polling;
        this.config = config;
    }

    @POST
    public Response poll(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        ObjectNode json = AdminJson.read(request, body).object();
        int most = most(json);
        boolean immediately = isImmediate(json);
        Set<String> kept = kept(json);
        Map<String, String> errors = errors(json);
        if (kept.size() + errors.size() > config.maxUnacknowledged()) {
            throw Refusal.invalid(
                    "ack and setErrs have at most " + config.maxUnacknowledged() + " token ids together.");
        }
        Optional<OrganizationId> owner = StreamsResource.owner(request);
        EventStream stream = polled(streams.get(owner, id));
        int refused = polling.acknowledge(stream, kept, errors.keySet());
        if (refused > 0 && logLimit.permits(stream.owner(), stream.id())) {
            LOG.warn(
                    "The receiver of stream {} refuses {} for good, with {}",
                    stream.id(),
                    Plural.of(refused, "token"),
                    errors.values().stream().distinct().limit(MAX_LOGGED).collect(Collectors.joining(", ")));
        }
        Delivery found = polling.next(kept.isEmpty() && errors.isEmpty() ? stream : streams.get(owner, id), most);
        if (found.isEmpty() && most > 0 && !immediately) {
            LongPoll.await(
                    request,
                    config.maxWait(),
                    new NextTokens(streams, polling, owner, id, Math.min(most, MAX_AFTER_WAIT), found.end()));
        }
        return Response.ok(body(found)).build();
    }

    private static EventStream polled(EventStream stream) {
        if (stream.settings().push().isPresent()) {
            throw Refusal.invalid("The tokens of this stream are pushed. To poll them, set delivery.method to "
                    + StreamConfiguration.POLL + ".");
        }
        return stream;
    }

    private static byte[] body(Delivery delivery) {
        ObjectNode json = AdminJson.object();
        ObjectNode sets = json.putObject("sets");
        delivery.tokens().forEach(sets::put);
        return AdminJson.bytes(json.put("moreAvailable", delivery.more()));
    }

    private int most(ObjectNode body) {
        JsonNode value = body.path("maxEvents");
        if (value.isMissingNode()) {
            return config.maxTokens();
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw Refusal.invalid("maxEvents must be an integer from 0.");
        }
        return Math.min(value.intValue(), config.maxTokens());
    }

    private static boolean isImmediate(ObjectNode body) {
        JsonNode value = body.path("returnImmediately");
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Refusal.invalid("returnImmediately must be true or false.");
        }
        return value.asBoolean();
    }

    private static Set<String> kept(ObjectNode body) {
        JsonNode acknowledged = body.path("ack");
        if (!acknowledged.isMissingNode() && !acknowledged.isArray()) {
            throw Refusal.invalid("ack must be an array of token ids.");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode id : acknowledged) {
            if (!id.isTextual()) {
                throw Refusal.invalid("ack must be an array of token ids.");
            }
            ids.add(id.textValue());
        }
        return ids;
    }

    /** Returns the codes of the tokens that the receiver refuses. */
    private static Map<String, String> errors(ObjectNode body) {
        JsonNode errors = body.path("setErrs");
        if (!errors.isMissingNode() && !errors.isObject()) {
            throw Refusal.invalid("setErrs must be an object of token ids with their errors.");
        }
        Map<String, String> codes = new LinkedHashMap<>();
        errors.properties().forEach(error -> {
            JsonNode code = error.getValue().path("err");
            if (!code.isTextual()) {
                throw Refusal.invalid("setErrs must have a member err for each token id.");
            }
            codes.put(error.getKey(), code.textValue().matches(CODE) ? code.textValue() : "an unknown code");
        });
        return codes;
    }

    /** The next tokens of a stream whose receiver has taken all. @param passed position up to which there are none */
    private record NextTokens(
            EventStreams streams,
            TokenPolling polling,
            Optional<OrganizationId> owner,
            String id,
            int most,
            AtomicLong passed)
            implements LongPoll.Source {
        NextTokens(
                EventStreams streams,
                TokenPolling polling,
                Optional<OrganizationId> owner,
                String id,
                int most,
                long passed) {
            this(streams, polling, owner, id, most, new AtomicLong(passed));
        }

        @Override
        public CompletableFuture<?> ready() {
            return polling.ready(passed.get());
        }

        @Override
        public Optional<byte[]> poll() {
            return streams.find(owner, id).flatMap(stream -> {
                Delivery found = polling.next(stream, passed.get(), most);
                passed.set(found.end());
                return found.isEmpty() ? Optional.empty() : Optional.of(body(found));
            });
        }
    }
}
