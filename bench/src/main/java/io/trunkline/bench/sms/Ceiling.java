package io.trunkline.bench.sms;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/** How much the centre itself takes, so that nobody has to believe that it is not what limits. */
final class Ceiling {

    private static final int MESSAGES = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Ceiling() {}

    /** submit_sm per second over one link, written as fast as can be and answered. */
    static double measure(FastCentre centre) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), centre.port())) {
            Thread reader = Thread.ofPlatform().daemon().start(() -> discard(socket));
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), Pdu.LONGEST);
            out.write(Pdu.bind("bench", "bench"));
            byte[] message = Pdu.message(Pdu.SUBMIT_SM, 1, "447900000001", "447100000001", "m 1 of the ceiling");
            long expected = centre.submitted() + MESSAGES;
            long start = System.nanoTime();
            for (int sequence = 1; sequence <= MESSAGES; sequence++) {
                ByteBuffer.wrap(message).putInt(Pdu.HEADER - Integer.BYTES, sequence);
                out.write(message);
            }
            out.flush();
            centre.await(expected, PATIENCE);
            double seconds = (System.nanoTime() - start) / 1e9;
            socket.close();
            reader.join();
            return MESSAGES / seconds;
        }
    }

    private static void discard(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // By the writer, when all has been counted.
        }
    }
}
