package io.trunkline.smsproxy;

import io.restassured.response.Response;
import java.util.List;

/** A session as its owner was told of it. */
public record Conversation(String id, String a, String b, String numberOfA, String numberOfB) {

    static Conversation of(Response started) {
        List<String> people = started.path("participants.number");
        List<String> numbers = started.path("participants.proxyNumber");
        return new Conversation(
                started.path("id"), people.getFirst(), people.getLast(), numbers.getFirst(), numbers.getLast());
    }

    /** The one number of an exclusive pool. */
    public String number() {
        return numberOfA;
    }
}
