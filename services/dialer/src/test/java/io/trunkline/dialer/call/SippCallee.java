package io.trunkline.dialer.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A telephone played by SIPp: one scenario of the folder of peers, for one call. */
final class SippCallee implements AutoCloseable {

    private static final int LIFE_SECONDS = 60;

    private final Process process;
    private final Path folder;
    private final InetSocketAddress place;

    private SippCallee(Process process, Path folder, InetSocketAddress place) {
        this.process = process;
        this.folder = folder;
        this.place = place;
    }

    static SippCallee play(String scenario, Path folder) throws IOException {
        Path script = Path.of(System.getProperty("trunkline.peers"), "sip", scenario + ".xml");
        InetSocketAddress place = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        String host = place.getAddress().getHostAddress();
        Process process = new ProcessBuilder(
                        "sipp",
                        "-sf",
                        script.toAbsolutePath().toString(),
                        "-i",
                        host,
                        "-p",
                        Integer.toString(place.getPort()),
                        "-m",
                        "1",
                        "-nostdin",
                        "-trace_err",
                        "-trace_msg",
                        "-timeout",
                        Integer.toString(LIFE_SECONDS))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("screen.txt").toFile())
                .start();
        SippCallee callee = new SippCallee(process, folder, place);
        await().until(() -> !process.isAlive() || isTaken(place));
        return callee;
    }

    private static int freePort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isTaken(InetSocketAddress place) {
        try (DatagramSocket socket = new DatagramSocket(place)) {
            return !socket.isBound();
        } catch (SocketException taken) {
            return true;
        }
    }

    InetSocketAddress place() {
        return place;
    }

    /** Whether so many messages that begin so have come to it or gone from it. */
    boolean hasHeard(String start, int times) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*_messages.log")) {
            int count = 0;
            for (Path file : files) {
                count += (int) Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith(start))
                        .count();
            }
            return count >= times;
        }
    }

    /** The call has gone as the scenario says, to its end. */
    void isContent() throws Exception {
        boolean hasEnded = process.waitFor(Duration.ofSeconds(LIFE_SECONDS));

        assertThat(hasEnded).isTrue();
        assertThat(process.exitValue()).as(this::report).isZero();
    }

    private String report() {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(file.getFileName())
                        .append('\n')
                        .append(Files.readString(file))
                        .append('\n');
            }
        } catch (IOException unreadable) {
            text.append(unreadable);
        }
        return text.toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
