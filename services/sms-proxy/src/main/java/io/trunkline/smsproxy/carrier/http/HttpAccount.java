package io.trunkline.smsproxy.carrier.http;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An account at a carrier over HTTP, and what its adapter needs from us.
 *
 * @param name {@link io.trunkline.smsproxy.carrier.Carrier#name}
 * @param webhook the public address of this account's webhook, for carriers that want to hear with each message where its
 *     receipts go; null leaves that to what is set at the carrier
 */
public record HttpAccount(String name, @Nullable URI webhook, Vertx vertx, Clock clock) {

    /** A secret without which nothing could be proven. */
    public String secret(String setting, String value) {
        if (value.isBlank()) {
            throw new IllegalStateException("The carrier " + name + " needs its " + setting);
        }
        return value;
    }

    /** Without the webhook's address, which may have a secret in it. */
    @Override
    public String toString() {
        return "HttpAccount[" + name + "]";
    }
}
