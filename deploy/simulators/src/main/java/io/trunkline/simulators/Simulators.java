package io.trunkline.simulators;

import io.trunkline.simulators.acquirer.Acquirer;
import io.trunkline.simulators.page.TelephonePage;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.SmsCentre;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** An SMS centre with the page of the telephones behind it, and a bank that takes payments. */
final class Simulators implements AutoCloseable {

    private static final int MISUSED = 2;

    private final SmsCentre centre;
    private final TelephonePage page;
    private final @Nullable Acquirer acquirer;

    private Simulators(SmsCentre centre, TelephonePage page, @Nullable Acquirer acquirer) {
        this.centre = centre;
        this.page = page;
        this.acquirer = acquirer;
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
        Acquirer acquirer = startAcquirer(settings);
        try {
            Messages messages = new Messages();
            SmsCentre centre =
                    SmsCentre.start(settings.smppPort(), settings.systemId(), settings.password(), messages, clock);
            return new Simulators(centre, startPage(settings, messages, centre), acquirer);
        } catch (IOException taken) {
            close(acquirer);
            throw taken;
        }
    }

    private static TelephonePage startPage(Settings settings, Messages messages, SmsCentre centre) throws IOException {
        try {
            return TelephonePage.start(settings.pagePort(), messages, centre);
        } catch (IOException taken) {
            centre.close();
            throw taken;
        }
    }

    private static @Nullable Acquirer startAcquirer(Settings settings) throws IOException {
        return settings.acquirerAccount() == null
                ? null
                : Acquirer.start(settings.acquirerPort(), settings.acquirerAccount());
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
        close(acquirer);
    }

    private static void close(@Nullable Acquirer acquirer) {
        if (acquirer != null) {
            acquirer.close();
        }
    }
}
