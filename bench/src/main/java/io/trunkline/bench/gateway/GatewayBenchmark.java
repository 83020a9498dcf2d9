package io.trunkline.bench.gateway;

import io.trunkline.bench.Benchmark;
import io.trunkline.bench.Report;
import io.trunkline.bench.machine.Child;
import io.trunkline.bench.machine.Cpu;
import io.trunkline.bench.machine.Machine;
import io.trunkline.bench.machine.Tool;
import io.trunkline.bench.machine.Wrk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A proxied GET with a token check, beside nginx, which passes the same request to the same upstream and checks nothing.
 * What counts is requests per second of the proxy's own processor time: load generator, upstream and proxy share the cores.
 */
public final class GatewayBenchmark implements Benchmark {

    private static final int ROUNDS = 5;
    private static final int SECONDS = 6;
    private static final int CONNECTIONS = 64;
    private static final double AIM = 0.5;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public List<Tool> tools() {
        return List.of(Tool.WRK, Tool.NGINX);
    }

    @Override
    public void run(Report report) throws Exception {
        try (Machine machine = new Machine()) {
            machine.startKafka();
            int upstreamPort = Machine.freePort();
            int peerPort = Machine.freePort();
            try (Child upstream = nginx(machine, "upstream", upstreamPort, 0);
                    Child peer = nginx(machine, "peer", peerPort, upstreamPort)) {
                Machine.Service gateway = startGateway(machine, upstreamPort);
                Proxy ours = new Proxy("gateway", gateway.url(), gateway.process());
                Proxy theirs = new Proxy("nginx", "http://127.0.0.1:" + peerPort, peer.handle());
                String token = machine.issuer().tokenOf(UUID.randomUUID(), "user");
                measureAll(report, List.of(ours, theirs), token, upstream.handle());
            }
        }
        report.table();
        report.goal(
                "gateway-requests-per-cpu-second",
                report.median("gateway requests per cpu-second"),
                report.median("nginx requests per cpu-second"),
                AIM);
    }

    private static Machine.Service startGateway(Machine machine, int upstreamPort)
            throws IOException, InterruptedException {
        return machine.start(
                "gateway",
                Map.of(
                        "VOUCHERS_URL",
                        "http://127.0.0.1:" + upstreamPort,
                        "MANAGEMENT_PORT",
                        Integer.toString(Machine.freePort()),
                        "GATEWAY_LIMITS_DEFAULT_REQUESTS",
                        "1000000000"));
    }

    /** A static server, or with an upstream a proxy. */
    private static Child nginx(Machine machine, String name, int port, int upstream) throws IOException {
        Path folder = Files.createDirectories(machine.folder().resolve(name));
        String config = upstream == 0 ? NginxConfig.upstream(folder, port) : NginxConfig.proxy(folder, port, upstream);
        Path file = Files.writeString(folder.resolve("nginx.conf"), config);
        return Child.start(
                List.of(Tool.NGINX.path(), "-p", folder.toString(), "-c", file.toString()),
                Map.of(),
                machine.log(name));
    }

    private record Proxy(String name, String url, ProcessHandle process) {}

    private static void measureAll(Report report, List<Proxy> proxies, String token, ProcessHandle upstream)
            throws IOException, InterruptedException {
        for (Proxy proxy : proxies) {
            // Long enough for the compiler of ours to have done its work.
            load(proxy, token, 2 * SECONDS);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            report.note("round " + round);
            for (Proxy proxy : proxies) {
                measure(report, proxy, token, upstream);
            }
        }
    }

    private static void measure(Report report, Proxy proxy, String token, ProcessHandle upstream)
            throws IOException, InterruptedException {
        double before = Cpu.secondsOf(proxy.process());
        double upstreamBefore = Cpu.secondsOf(upstream);
        Wrk.Result result = load(proxy, token, SECONDS).requireAllAccepted();
        double used = Cpu.secondsOf(proxy.process()) - before;
        report.figure(proxy.name() + " requests/s", result.perSecond());
        report.figure(proxy.name() + " p99 ms", result.p99Millis());
        report.figure(proxy.name() + " cpu-us per request", used * 1_000_000 / result.requests());
        report.figure(proxy.name() + " requests per cpu-second", result.requests() / used);
        report.figure(
                "upstream cpu-us per request behind " + proxy.name(),
                (Cpu.secondsOf(upstream) - upstreamBefore) * 1_000_000 / result.requests());
    }

    private static Wrk.Result load(Proxy proxy, String token, int seconds) throws IOException, InterruptedException {
        return Wrk.get(proxy.url() + "/v1/balance", CONNECTIONS, seconds, List.of("Authorization: Bearer " + token));
    }
}
