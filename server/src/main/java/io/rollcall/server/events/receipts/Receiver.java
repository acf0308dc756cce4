package io.rollcall.server.events.receipts;

import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Receiver of events that acknowledges offboardings.
 *
 * @param owner the organization whose receiver it is; {@link EventConsumers#OPERATORS} for one of all organizations
 * @param name of a consumer, or the id of another receiver
 * @param registered when it was registered; delays of earlier events are not measured
 */
public record Receiver(Kind kind, OrganizationId owner, String name, Instant registered) {

    /** Kind of receiver. Its number is stored. */
    public enum Kind {
        /** A reader of the feed that stores its position. */
        CONSUMER(1),
        WEBHOOK(2),
        /** A stream of security event tokens. */
        STREAM(4),
        /** The product itself, which has acted. It is not registered, so nothing is overdue for it. */
        PRODUCT(8);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        /** Returns its name in JSON. */
        public String label() {
            return EnumName.of(this);
        }

        /** Returns the kinds of receivers that are registered. */
        static List<Kind> registered() {
            return List.of(CONSUMER, WEBHOOK, STREAM);
        }

        static Kind of(int number) {
            return Arrays.stream(values())
                    .filter(kind -> kind.number == number)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns a consumer. */
    static Receiver consumer(OrganizationId owner, String name, Instant registered) {
        return new Receiver(Kind.CONSUMER, owner, name, registered);
    }

    /** Returns a webhook endpoint. @param organization the only organization whose events it receives; empty for all */
    public static Receiver webhook(Optional<OrganizationId> organization, UUID id, Instant registered) {
        return new Receiver(Kind.WEBHOOK, organization.orElse(EventConsumers.OPERATORS), id.toString(), registered);
    }

    /** Returns a stream. @param owner the organization whose stream it is; empty for an operator's */
    public static Receiver stream(Optional<OrganizationId> owner, String id, Instant registered) {
        return new Receiver(Kind.STREAM, owner.orElse(EventConsumers.OPERATORS), id, registered);
    }

    /** Returns a part of the product that acknowledges by itself. */
    static Receiver product(Optional<OrganizationId> owner, String name) {
        return new Receiver(Kind.PRODUCT, owner.orElse(EventConsumers.OPERATORS), name, Instant.EPOCH);
    }
}
