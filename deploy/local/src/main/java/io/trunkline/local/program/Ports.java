package io.trunkline.local.program;

import io.trunkline.local.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The suite's ports, all shifted by the same offset, so that two suites run side by side.
 *
 * @param offset 0 to 40,000
 */
public record Ports(int offset) {
    private static final int LARGEST_OFFSET = 40_000;

    public Ports {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new CommandFailure("SUITE_PORT_OFFSET must be from 0 to " + LARGEST_OFFSET + ", not " + offset);
        }
    }

    public int gateway() {
        return 8080 + offset;
    }

    public int sessions() {
        return 8081 + offset;
    }

    public int vouchers() {
        return 8082 + offset;
    }

    public int smsProxy() {
        return 8083 + offset;
    }

    /** Where a service that answers on {@code port} has its metrics. */
    static int management(int port) {
        return port + 9100;
    }

    public int postgres() {
        return 15432 + offset;
    }

    public int kafka() {
        return 19092 + offset;
    }

    public int kafkaController() {
        return 19093 + offset;
    }

    /** SMPP of the simulated SMS centre. */
    public int smsCentre() {
        return 12775 + offset;
    }

    /** The page that shows what the simulators received. */
    public int simulatorPage() {
        return 18090 + offset;
    }

    /** The simulated bank, with the page on which people pay. */
    public int acquirer() {
        return 18091 + offset;
    }

    /**
     * Makes sure that a port is free.
     *
     * @throws CommandFailure if another program listens on it
     */
    static void requireFree(int port, String program) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new CommandFailure(
                    "Port %d (%s) is in use by another program. Stop that program, or shift all ports "
                                    .formatted(port, program)
                            + "of the suite with the setting SUITE_PORT_OFFSET, for example: SUITE_PORT_OFFSET=1000 ./suite up");
        }
    }
}
