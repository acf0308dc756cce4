package io.rollcall.server.events.receipts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.kernel.OrganizationId;
import java.math.BigDecimal;
import java.time.Duration;

/** JSON form of offboardings, for commands and the admin API. */
public final class OffboardingJson {
    private static final int MILLIS = 3;

    private OffboardingJson() {}

    public static ObjectNode of(Offboarding offboarding) {
        Offboarding.Request request = offboarding.request();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("event", request.eventId())
                .put("type", request.type())
                .put("user", request.userId())
                .put("requested", request.requested().toString())
                .put("readable", request.readable().toString())
                .put("overdue", offboarding.overdue());
        ArrayNode receipts = json.putArray("acknowledged");
        offboarding.receipts().forEach(receipt -> receipts.add(of(receipt, request)));
        ArrayNode missing = json.putArray("missing");
        offboarding
                .missing()
                .forEach(receiver -> missing.add(receiver(receiver.kind(), receiver.owner(), receiver.name())));
        return json;
    }

    private static ObjectNode of(Receipt receipt, Offboarding.Request request) {
        return receiver(receipt.kind(), receipt.owner(), receipt.name())
                .put("time", receipt.acknowledged().toString())
                .put("seconds", seconds(request.until(receipt.acknowledged())));
    }

    private static ObjectNode receiver(Receiver.Kind kind, OrganizationId owner, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind.label())
                .put("name", name)
                .put("scope", scope(owner));
    }

    /** Returns the word for the organizations whose events a receiver gets. */
    public static String scope(OrganizationId owner) {
        return owner.equals(EventConsumers.OPERATORS) ? "all-organizations" : "organization";
    }

    /** Returns a duration as a number of seconds, to the millisecond. */
    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLIS);
    }

    public static ObjectNode of(Delays delays) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("days", Offboardings.DELAY_DAYS)
                .put("receipts", delays.receipts());
        delays.median().ifPresent(median -> json.put("p50Seconds", seconds(median)));
        delays.p95().ifPresent(p95 -> json.put("p95Seconds", seconds(p95)));
        return json;
    }
}
