package io.trunkline.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.local.CommandFailure;
import io.trunkline.local.SuiteFolder;
import io.trunkline.local.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteProgramsTest {
    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path checkout;

    private final int offset = freeOffset();

    @BeforeEach
    void buildEverything() throws IOException {
        new SuiteFolder(checkout).create();
        for (String module :
                new String[] {"services/sessions", "services/vouchers", "services/sms-proxy", "services/gateway"}) {
            Path folder = Files.createDirectories(checkout.resolve(module).resolve("target/quarkus-app"));
            Path jar = Files.writeString(folder.resolve("quarkus-run.jar"), module);
            Files.setLastModifiedTime(jar, FileTime.from(BUILT));
        }
        Path simulators = checkout.resolve("deploy/simulators/target");
        Files.createDirectories(simulators.resolve("lib"));
        Files.writeString(simulators.resolve("simulators.jar"), "simulators");
    }

    @Test
    void servicesRunFromCopiesThatKeepTheirTimes() throws IOException {
        assertThat(prepare(Map.of()))
                .extracting(Program::name)
                .containsExactlyInAnyOrder(
                        "postgres", "kafka", "simulators", "sessions", "vouchers", "sms-proxy", "gateway");

        Path copy = new SuiteFolder(checkout).run("vouchers").resolve("quarkus-run.jar");
        assertThat(copy).hasContent("services/vouchers");
        assertThat(Files.getLastModifiedTime(copy).toInstant()).isEqualTo(BUILT);
    }

    @Test
    void aTakenPortIsNamedWithTheSettingThatHelps() throws IOException {
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), new Ports(offset).vouchers()));

            assertThatThrownBy(() -> prepare(Map.of()))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContainingAll("" + stranger.getLocalPort(), "vouchers", "SUITE_PORT_OFFSET");
        }
    }

    @Test
    void serversOfTheOperatorReplaceTheEmbeddedOnes() throws IOException {
        Map<String, String> environment = Map.of(
                "DB_HOST", "db.example",
                "SESSIONS_DB_PASSWORD", "one",
                "VOUCHERS_DB_PASSWORD", "two",
                "SMS_PROXY_DB_PASSWORD", "three",
                "KAFKA_BOOTSTRAP_SERVERS", "bus.example:9092");

        Map<String, String> vouchers = prepare(environment).stream()
                .filter(ServiceProgram.class::isInstance)
                .map(program -> ((ServiceProgram) program).service())
                .filter(service -> service.name().equals("vouchers"))
                .findFirst()
                .orElseThrow()
                .environment();

        assertThat(prepare(environment)).extracting(Program::name).doesNotContain("postgres", "kafka");
        assertThat(vouchers)
                .containsEntry("DB_HOST", "db.example")
                .containsEntry("DB_PORT", "5432")
                .containsEntry("DB_PASSWORD", "two")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "bus.example:9092");
    }

    @Test
    void aDatabaseOfTheOperatorNeedsItsPasswords() {
        assertThatThrownBy(() -> prepare(Map.of("DB_HOST", "db.example")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("SESSIONS_DB_PASSWORD");
    }

    @Test
    void whatIsNotBuiltIsNamed() throws IOException {
        Files.delete(checkout.resolve("services/gateway/target/quarkus-app/quarkus-run.jar"));

        assertThatThrownBy(() -> prepare(Map.of())).hasMessageContaining("gateway is not built");
    }

    @Test
    void anOffsetThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> new Settings(Map.of("SUITE_PORT_OFFSET", "many")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("many");
    }

    private List<Program> prepare(Map<String, String> environment) throws IOException {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("SUITE_PORT_OFFSET", "" + offset);
        return new SuitePrograms(new Settings(whole), new SuiteFolder(checkout)).prepare();
    }

    /**
     * One at which no port is taken by anybody on this machine, below the range from which the system gives ports to
     * clients.
     */
    private static int freeOffset() {
        return IntStream.iterate(2_000, offset -> offset < 10_000, offset -> offset + 100)
                .filter(SuiteProgramsTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int offset) {
        Ports ports = new Ports(offset);
        return IntStream.of(ports.gateway(), ports.sessions(), ports.vouchers())
                        .noneMatch(port ->
                                HealthCheck.isListening(port) || HealthCheck.isListening(Ports.management(port)))
                && IntStream.of(
                                ports.postgres(),
                                ports.kafka(),
                                ports.kafkaController(),
                                ports.smsCentre(),
                                ports.simulatorPage())
                        .noneMatch(HealthCheck::isListening);
    }
}
