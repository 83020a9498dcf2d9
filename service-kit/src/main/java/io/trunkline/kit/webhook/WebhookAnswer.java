package io.trunkline.kit.webhook;

import io.vertx.core.buffer.Buffer;

/**
 * What a customer's server has answered.
 *
 * @param body at most 64 KiB, of whatever kind: it comes from outside
 */
public record WebhookAnswer(int status, Buffer body) {

    private static final int GONE = 410;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Do not call again. */
    boolean isRefusal() {
        return status == GONE;
    }
}
