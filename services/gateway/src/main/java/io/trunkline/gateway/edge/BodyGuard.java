package io.trunkline.gateway.edge;

import io.trunkline.gateway.GatewayConfig;
import io.trunkline.kit.problem.KitProblem;
import io.vertx.core.Vertx;

/** Watches the body of one request: how large it becomes, and how slowly. */
final class BodyGuard {

    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final double SECOND = 1_000_000_000d;

    private final Exchange exchange;
    private final Vertx vertx;
    private final GatewayConfig.Bodies limits;
    private final long largest;
    private final long timer;
    private long received;
    private long flowing;
    /** 0 while we are the ones who do not read. */
    private long flowsSince;

    private boolean stopped;

    BodyGuard(Exchange exchange, Vertx vertx, GatewayConfig.Bodies limits) {
        this.exchange = exchange;
        this.vertx = vertx;
        this.limits = limits;
        this.largest = limits.largest().asLongValue();
        this.timer = vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> look());
    }

    /** False if that was too much. */
    boolean take(int bytes) {
        received += bytes;
        if (received > largest) {
            stop();
            exchange.refuseBody(KitProblem.PAYLOAD_TOO_LARGE);
            return false;
        }
        return true;
    }

    /** The service reads slowly: not the client's fault. */
    void paused() {
        if (flowsSince != 0) {
            flowing += System.nanoTime() - flowsSince;
            flowsSince = 0;
        }
    }

    void resumed() {
        if (flowsSince == 0) {
            flowsSince = System.nanoTime();
        }
    }

    private void look() {
        long nanos = flowing + (flowsSince == 0 ? 0 : System.nanoTime() - flowsSince);
        double counted = (nanos - limits.grace().toNanos()) / SECOND;
        if (counted > 0 && received < counted * limits.slowest().asLongValue()) {
            stop();
            exchange.refuseBody(KitProblem.TIMEOUT);
        }
    }

    void stop() {
        if (!stopped) {
            stopped = true;
            vertx.cancelTimer(timer);
        }
    }
}
