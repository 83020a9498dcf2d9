package io.trunkline.kit;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Where somebody was who waits for work that is done elsewhere: a request goes on there, or it is not that request any more. */
public final class CallersContext {

    private CallersContext() {}

    /** To be asked for on the caller's thread. Goes on wherever the work ends, if that thread is none of Vert.x. */
    public static Executor executor() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(ignored -> task.run());
    }
}
