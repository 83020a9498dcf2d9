package io.trunkline.simulators;

import io.trunkline.simulators.delivery.SendCommands;
import io.trunkline.simulators.delivery.SmppSender;
import io.trunkline.simulators.page.TelephonePage;
import io.trunkline.simulators.smsc.Messages;
import io.trunkline.simulators.smsc.SmsCentre;
import java.io.IOException;
import java.time.Clock;

/** An SMS centre, the page of the telephones behind it, and, while there is no sms-proxy, who carries texts to it. */
final class Simulators implements AutoCloseable {

    private static final int MISUSED = 2;

    private final SmsCentre centre;
    private final TelephonePage page;
    private final SmppSender sender;
    private final SendCommands commands;

    private Simulators(SmsCentre centre, TelephonePage page, SmppSender sender, SendCommands commands) {
        this.centre = centre;
        this.page = page;
        this.sender = sender;
        this.commands = commands;
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

    /**
     * Starts everything. Kafka need not be there yet: its commands are taken as soon as it is.
     *
     * @throws IOException if a port is taken
     */
    static Simulators start(Settings settings, Clock clock) throws IOException {
        Messages messages = new Messages();
        SmsCentre centre =
                SmsCentre.start(settings.smppPort(), settings.systemId(), settings.password(), messages, clock);
        TelephonePage page = startPage(settings, messages, centre);
        SmppSender sender = new SmppSender(centre.port(), settings.systemId(), settings.password());
        SendCommands commands = new SendCommands(settings.kafka(), sender, clock);
        commands.start();
        return new Simulators(centre, page, sender, commands);
    }

    private static TelephonePage startPage(Settings settings, Messages messages, SmsCentre centre) throws IOException {
        try {
            return TelephonePage.start(settings.pagePort(), messages);
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

    /** The consumer first: what it has begun to send must still find the SMS centre. */
    @Override
    public void close() {
        commands.close();
        sender.close();
        centre.close();
        page.close();
    }
}
