package io.trunkline.simulators;

import io.trunkline.simulators.page.TelephonePage;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.SmsCentre;
import java.io.IOException;
import java.time.Clock;

/** An SMS centre and the page of the telephones behind it. */
final class Simulators implements AutoCloseable {

    private static final int MISUSED = 2;

    private final SmsCentre centre;
    private final TelephonePage page;

    private Simulators(SmsCentre centre, TelephonePage page) {
        this.centre = centre;
        this.page = page;
    }

    /** Serves until the process is told to end. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = settingsOrExit();
        Simulators simulators = start(settings, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(simulators::close, "simulators-stop"));
        System.out.printf(
                "ready  SMPP 127.0.0.1:%d  page http://localhost:%d/%n", simulators.smppPort(), simulators.pagePort());
    }

    private static Settings settingsOrExit() {
        try {
            return Settings.of(System.getenv());
        } catch (IllegalArgumentException unusable) {
            System.err.println(unusable.getMessage());
            System.exit(MISUSED);
            throw unusable;
        }
    }

    /** @throws IOException if a port is taken */
    static Simulators start(Settings settings, Clock clock) throws IOException {
        Messages messages = new Messages();
        SmsCentre centre =
                SmsCentre.start(settings.smppPort(), settings.systemId(), settings.password(), messages, clock);
        return new Simulators(centre, startPage(settings, messages, centre));
    }

    private static TelephonePage startPage(Settings settings, Messages messages, SmsCentre centre) throws IOException {
        try {
            return TelephonePage.start(settings.pagePort(), messages, centre);
        } catch (IOException taken) {
            centre.close();
            throw taken;
        }
    }

    int smppPort() {
        return centre.port();
    }

    int pagePort() {
        return page.port();
    }

    @Override
    public void close() {
        centre.close();
        page.close();
    }
}
