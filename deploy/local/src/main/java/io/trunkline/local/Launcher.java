package io.trunkline.local;

import io.trunkline.local.program.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What {@code ./suite} calls: {@code Launcher <checkout> up|down|status|reset}. The environment holds the settings; when
 * the command was given stands in {@code SUITE_CALLED_AT}, in seconds since 1970.
 */
public final class Launcher {
    /** The launcher's own name among the processes of the suite. */
    static final String NAME = "launcher";

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Launcher() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("Usage: Launcher <checkout> up|down|status|reset");
            System.exit(MISUSED);
        }
        try {
            run(new SuiteFolder(Path.of(arguments[0])), arguments[1]);
        } catch (CommandFailure e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
    }

    private static void run(SuiteFolder folder, String command) throws IOException, InterruptedException {
        switch (command) {
            case "up" -> up(folder);
            case "down" -> new DownCommand(folder, System.out).run();
            case "status" -> {
                if (!new StatusCommand(folder, System.out).run()) {
                    System.exit(FAILED);
                }
            }
            case "reset" -> new ResetCommand(folder, System.out).run();
            default -> throw new CommandFailure("There is no command \"" + command + "\"");
        }
    }

    private static void up(SuiteFolder folder) throws IOException, InterruptedException {
        Settings settings = new Settings(System.getenv());
        Instant called = settings.text("SUITE_CALLED_AT")
                .map(seconds -> Instant.ofEpochMilli((long) (Double.parseDouble(seconds) * 1000)))
                .orElseGet(Instant::now);
        new UpCommand(folder, settings, called, System.out).run();
    }
}
