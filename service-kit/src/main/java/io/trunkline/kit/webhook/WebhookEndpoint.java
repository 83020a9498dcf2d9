package io.trunkline.kit.webhook;

/** Where an owner is called for a purpose. */
public record WebhookEndpoint(String purpose, String url) {}
