package io.trunkline.kit.database;

import io.trunkline.kit.problem.Outage;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.regex.Pattern;

/** The database starts, ends, has no connection to spare, or has hung up. */
@ApplicationScoped
class DatabaseOutage implements Outage {

    /** Of SQLSTATE: connection exceptions, insufficient resources, and an operator's intervention. */
    private static final Pattern NOT_NOW = Pattern.compile("08|53|57P");

    /** What the client says, and no type of its own, of a connection that was lost between two statements. */
    private static final String LOST = "Connection is not active";

    @Override
    public boolean isBehind(Throwable failure) {
        return failure instanceof ClosedConnectionException
                || failure instanceof ClosedChannelException
                || failure instanceof SocketException
                || (failure instanceof NoStackTraceThrowable said
                        && String.valueOf(said.getMessage()).startsWith(LOST))
                || (failure instanceof PgException said
                        && NOT_NOW.matcher(said.getSqlState()).lookingAt());
    }
}
