package io.trunkline.kit.testing;

/** What gives a test its PostgreSQL and its Kafka. */
interface Servers {

    /** Where a fresh database is. */
    record Database(String host, int port, String name, String user, String password) {}

    /** The bootstrap servers. */
    String startKafka();

    Database startDatabase();

    /** Stops what was started. */
    void stop();
}
