package io.trunkline.bench.sms;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** One link of the centre: reads what has come, and answers all of it with one write. */
final class CentreLink {

    /** deliver_sm without an answer. */
    private static final int WINDOW = 250;

    private final Socket socket;
    private final FastCentre centre;
    private final ByteBuffer in = ByteBuffer.allocate(2 * Pdu.LONGEST);
    /** An answer is never longer than what it answers, or than 64 octets. */
    private final ByteBuffer out = ByteBuffer.allocate(8 * Pdu.LONGEST);

    private final Semaphore window = new Semaphore(WINDOW);
    private int lastSequence;

    CentreLink(Socket socket, FastCentre centre) throws IOException {
        this.socket = socket;
        this.centre = centre;
        socket.setTcpNoDelay(true);
    }

    /** Returns when the peer is gone. */
    void serve() {
        try {
            while (receive()) {
                takeAll();
                answer();
            }
        } catch (IOException gone) {
            // The peer has ended without a word, which is what it is to the centre.
        }
        close();
    }

    private boolean receive() throws IOException {
        int octets = socket.getInputStream().read(in.array(), in.position(), in.remaining());
        if (octets > 0) {
            in.position(in.position() + octets);
        }
        return octets >= 0;
    }

    private void takeAll() {
        in.flip();
        for (ByteBuffer pdu = Pdu.next(in); pdu != null; pdu = Pdu.next(in)) {
            take(pdu);
        }
        in.compact();
    }

    private void take(ByteBuffer pdu) {
        int command = Pdu.command(pdu);
        switch (command) {
            case Pdu.SUBMIT_SM -> {
                Pdu.putAnswer(out, command, Pdu.sequence(pdu), centre.count());
                Consumer<Pdu.Text> listener = centre.listener();
                if (listener != null) {
                    listener.accept(Pdu.Text.of(pdu));
                }
            }
            case Pdu.BIND_TRANSCEIVER -> Pdu.putAnswer(out, command, Pdu.sequence(pdu), "bench");
            case Pdu.ENQUIRE_LINK, Pdu.UNBIND -> Pdu.putAnswer(out, command, Pdu.sequence(pdu), null);
            case Pdu.DELIVER_SM | Pdu.ANSWER -> {
                if (Pdu.status(pdu) != 0) {
                    centre.countRefused();
                }
                window.release();
            }
            default -> {
                // Nothing else is asked, nor waited for.
            }
        }
    }

    private void answer() throws IOException {
        write(out.array(), out.position());
        out.clear();
    }

    private synchronized void write(byte[] octets, int length) throws IOException {
        socket.getOutputStream().write(octets, 0, length);
    }

    void deliver(String from, String to, String text) throws IOException, InterruptedException {
        window.acquire();
        byte[] pdu = Pdu.message(Pdu.DELIVER_SM, ++lastSequence, from, to, text);
        write(pdu, pdu.length);
    }

    void close() {
        centre.gone(this);
        try {
            socket.close();
        } catch (IOException gone) {
            // Nothing is left to be closed.
        }
    }
}
