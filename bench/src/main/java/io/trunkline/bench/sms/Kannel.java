package io.trunkline.bench.sms;

import io.trunkline.bench.machine.Child;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The peer: bearerbox, which speaks SMPP and keeps the messages, and smsbox, which takes them over HTTP. */
final class Kannel implements AutoCloseable {

    private final Child bearerbox;
    private final Child smsbox;
    private final int port;

    private Kannel(Child bearerbox, Child smsbox, int port) {
        this.bearerbox = bearerbox;
        this.smsbox = smsbox;
        this.port = port;
    }

    /** Where messages are until the centre has them: Kannel's files are written, but not flushed to the disk. */
    enum Store {
        SPOOL,
        MEMORY
    }

    static Kannel start(Machine machine, Store store, int centre, int links, int window)
            throws IOException, InterruptedException {
        // A new one each time: its spool is slower in folders that were full before.
        Path folder = Files.createTempDirectory(machine.folder(), "kannel-");
        int admin = Machine.freePort();
        int inner = Machine.freePort();
        int sendsms = Machine.freePort();
        String core = core(folder, store, admin, inner) + smsc(centre, window).repeat(links);
        Path config = Files.writeString(folder.resolve("kannel.conf"), core + smsbox(inner, sendsms));
        Child bearerbox = run(Tool.BEARERBOX, config, machine);
        Machine.awaitPort(bearerbox, inner);
        Child smsbox = run(Tool.SMSBOX, config, machine);
        Machine.awaitPort(smsbox, sendsms);
        return new Kannel(bearerbox, smsbox, sendsms);
    }

    private static Child run(Tool tool, Path config, Machine machine) throws IOException {
        // Panics only: what it says about each message would be measured as well.
        return Child.start(
                List.of(tool.path(), "-v", "4", config.toString()),
                Map.of(),
                machine.log(tool.name().toLowerCase(java.util.Locale.ROOT)));
    }

    private static String core(Path folder, Store store, int admin, int inner) throws IOException {
        String keeping =
                switch (store) {
                    case SPOOL ->
                        "store-type = spool\nstore-location = \"%s\"\n"
                                .formatted(Files.createDirectories(folder.resolve("spool")));
                    case MEMORY -> "";
                };
        return """
                group = core
                admin-port = %d
                admin-interface = "127.0.0.1"
                admin-password = bench
                smsbox-port = %d
                smsbox-interface = "127.0.0.1"
                log-level = 4
                dlr-storage = internal
                %s
                """.formatted(admin, inner, keeping);
    }

    private static String smsc(int centre, int window) {
        return """
                group = smsc
                smsc = smpp
                smsc-id = bench
                host = 127.0.0.1
                port = %d
                transceiver-mode = true
                smsc-username = bench
                smsc-password = bench
                system-type = ""
                max-pending-submits = %d
                log-level = 4

                """.formatted(centre, window);
    }

    private static String smsbox(int inner, int sendsms) {
        return """
                group = smsbox
                bearerbox-host = 127.0.0.1
                bearerbox-port = %d
                sendsms-port = %d
                sendsms-interface = "127.0.0.1"
                log-level = 4

                group = sendsms-user
                username = bench
                password = bench

                group = sms-service
                keyword = default
                catch-all = true
                max-messages = 0
                text = ""
                """.formatted(inner, sendsms);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/cgi-bin/sendsms";
    }

    double cpuSeconds() {
        return Cpu.secondsOf(bearerbox.handle()) + Cpu.secondsOf(smsbox.handle());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        smsbox.close();
        bearerbox.close();
    }
}
