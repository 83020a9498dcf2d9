package io.trunkline.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Plays every chapter against a running suite. {@code GATEWAY_URL}, {@code SIMULATOR_URL}, {@code KAFKA_BOOTSTRAP_SERVERS},
 * {@code ADMIN_PASSWORD_FILE} and {@code WEBHOOK_SECRET} say where it is. Ends with 0 if every step went as expected, else with 1 at the first that did not.
 */
public final class Demo {

    /** A service that comes to the suite adds its chapter here. */
    private static final List<Chapter> CHAPTERS =
            List.of(new PrepaidCredit(), new PaidCalls(), new MaskedConversation(), new MoneyByCard());

    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final int DIFFERED = 1;

    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        URI gateway = URI.create(environment.getOrDefault("GATEWAY_URL", "http://localhost:8080"));
        URI simulator = URI.create(environment.getOrDefault("SIMULATOR_URL", "http://localhost:18090"));
        Calls calls = new CallsOnTheBus(environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", "localhost:19092"));
        Path adminPassword = Path.of(environment.getOrDefault("ADMIN_PASSWORD_FILE", ".suite/admin-password"));
        String webhookSecret = environment.getOrDefault("WEBHOOK_SECRET", "unknown");
        if (!play(gateway, simulator, calls, adminPassword, webhookSecret, System.out)) {
            System.exit(DIFFERED);
        }
    }

    /** Whether everything went as expected; if not, what differed has been printed. */
    static boolean play(
            URI gateway, URI simulator, Calls calls, Path adminPassword, String webhookSecret, PrintStream out)
            throws InterruptedException {
        Transcript transcript = new Transcript(out);
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_PATIENCE)
                .build()) {
            Api api = new Api(client, gateway, transcript);
            Telephones telephones = new Telephones(client, simulator);
            Stage stage = new Stage(api, telephones, calls, adminPassword, webhookSecret, transcript);
            for (Chapter chapter : CHAPTERS) {
                transcript.chapter(chapter.title());
                chapter.play(stage);
            }
            transcript.end();
            return true;
        } catch (Difference difference) {
            transcript.difference(difference.text());
            return false;
        } catch (IOException unreachable) {
            transcript.difference("Nothing answers at %s or %s. Is the suite running? ./suite up starts it (%s)"
                    .formatted(gateway, simulator, unreachable));
            return false;
        }
    }
}
