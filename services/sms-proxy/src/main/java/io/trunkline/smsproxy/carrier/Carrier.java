package io.trunkline.smsproxy.carrier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;

/**
 * A way into the telephone network: one account at one carrier. Called from many places at once; never blocks.
 *
 * <p>How many messages may be on the way at once, at which rate, and what is done about a failure is not the adapter's
 * business but the dispatcher's.
 */
public interface Carrier {

    /** The account's name in the settings. Stored with every message, so unique and for ever. */
    String name();

    /**
     * Hands a message over. Fails only with {@link CarrierFailure}, whose kind tells whether it may be sent again. Cancelling
     * does not stop what is on its way.
     */
    Uni<Accepted> send(OutgoingSms sms);

    /** Whether messages can be handed over now: false while a link is down. */
    default boolean isUp() {
        return true;
    }

    /** What this replica knows of the link. */
    default Link link() {
        return isUp() ? Link.UP : Link.DOWN;
    }

    /** Whether messages can be handed over. */
    enum Link {
        @JsonProperty("up")
        UP,
        @JsonProperty("down")
        DOWN,
        /** Another replica holds it. */
        @JsonProperty("elsewhere")
        ELSEWHERE
    }

    /**
     * From now on this replica is the one that sends by this account. One that keeps links builds them now, so that replicas
     * do not take each other's. May block.
     */
    default void open() {}

    /** From now on another replica may be the one. What is on its way comes to its end first. May block. */
    default void close() {}
}
