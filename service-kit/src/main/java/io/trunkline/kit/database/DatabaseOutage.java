package io.trunkline.kit.database;

import io.trunkline.kit.problem.Outage;
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

    @Override
    public boolean isBehind(Throwable failure) {
        return failure instanceof ClosedConnectionException
                || failure instanceof ClosedChannelException
                || failure instanceof SocketException
                || (failure instanceof PgException said
                        && NOT_NOW.matcher(said.getSqlState()).lookingAt());
    }
}
