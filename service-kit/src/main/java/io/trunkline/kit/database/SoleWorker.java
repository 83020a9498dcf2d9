package io.trunkline.kit.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Work that one replica of a service does at a time: the one that holds an advisory lock on a connection of its own. If that
 * connection is lost, the database frees the lock, and another replica goes on from what the database holds.
 *
 * <p>Blocking by design, on a thread of its own.
 */
public final class SoleWorker {

    private static final Logger LOG = Logger.getLogger(SoleWorker.class);

    private final String name;
    private final long lock;
    private final DataSource database;
    private final Duration retryInterval;
    private final Work work;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * @param lock the same in every replica, another for every kind of work; it lives in the service's own database
     * @param retryInterval how often a replica that is not the one looks whether it can be
     */
    public SoleWorker(String name, long lock, DataSource database, Duration retryInterval, Work work) {
        this.name = name;
        this.lock = lock;
        this.database = database;
        this.retryInterval = retryInterval;
        this.work = work;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** What is done while this replica is the one. */
    public interface Work {

        /** Returns when {@link SoleWorker#isStopping} says so. The connection commits by itself after each statement. */
        void lead(Connection connection) throws SQLException, InterruptedException;

        /** This replica is not the one, or not any more. */
        default void follow() {}
    }

    public void start() {
        thread.start();
    }

    /** Lets the work come to its end. It has to be woken up by whoever knows how. */
    public void stop() {
        stopping.countDown();
    }

    /** Waits for the end, and cuts it short after that time. */
    public void join(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            LOG.warnf("%s did not end within %s", name, patience);
            thread.interrupt();
        }
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        while (!isStopping()) {
            try (Connection connection = database.getConnection()) {
                if (becomeTheOne(connection)) {
                    lead(connection);
                }
            } catch (SQLException | RuntimeException failure) {
                LOG.warnf(failure, "%s failed; next try in %s", name, retryInterval);
            } catch (InterruptedException ended) {
                return;
            }
            work.follow();
            if (!rest()) {
                return;
            }
        }
    }

    private boolean becomeTheOne(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, lock);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private void lead(Connection connection) throws SQLException, InterruptedException {
        try {
            work.lead(connection);
        } finally {
            release(connection);
        }
    }

    /** The connection goes back to a pool, where its session, its lock and its settings would live on. */
    private static void release(Connection connection) throws SQLException {
        if (connection.isValid(1)) {
            try (var statement = connection.createStatement()) {
                statement.execute("reset all; select pg_advisory_unlock_all()");
            }
        }
    }

    /** False if the thread is to end. */
    private boolean rest() {
        try {
            return !stopping.await(retryInterval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
