package io.trunkline.smsproxy.carrier;

/** The body of a 200 to a carrier. */
public record WebhookAnswer(String contentType, String body) {

    public static final WebhookAnswer EMPTY = new WebhookAnswer("", "");
}
