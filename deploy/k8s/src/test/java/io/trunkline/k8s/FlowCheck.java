package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Who may speak to whom: the policies of the base, evaluated, are this list and nothing more. Both ends are looked at, each
 * for itself: that the one is strict is no reason for the other to be lax. Only the edge takes in everybody.
 */
final class FlowCheck implements Check {

    /** Design §2 and §4: requests come through the gateway, services meet on the bus, everybody reads the JWKS. */
    private static final Set<String> FLOWS = Set.of(
            "outside -> gateway : TCP 8080",
            "gateway -> sessions : TCP 8081",
            "gateway -> vouchers : TCP 8082",
            "gateway -> sms-proxy : TCP 8083",
            "gateway -> kafka : TCP 9092",
            "gateway -> dns : TCP 53",
            "gateway -> dns : UDP 53",
            "sessions -> postgresql : TCP 5432",
            "sessions -> kafka : TCP 9092",
            "sessions -> dns : TCP 53",
            "sessions -> dns : UDP 53",
            "sms-proxy -> sessions : TCP 8081",
            "sms-proxy -> postgresql : TCP 5432",
            "sms-proxy -> kafka : TCP 9092",
            "sms-proxy -> dns : TCP 53",
            "sms-proxy -> dns : UDP 53",
            "sms-proxy -> internet : TCP 443",
            "sms-proxy -> internet : TCP 2775",
            "sms-proxy -> internet : TCP 3550",
            "vouchers -> sessions : TCP 8081",
            "vouchers -> postgresql : TCP 5432",
            "vouchers -> kafka : TCP 9092",
            "vouchers -> dns : TCP 53",
            "vouchers -> dns : UDP 53",
            "vouchers -> internet : TCP 443");

    private static final Map<String, String> ELSEWHERE = Map.of("kubernetes.io/metadata.name", "elsewhere");
    private static final Map<String, String> OURS = Map.of("kubernetes.io/metadata.name", "trunkline");

    private static final String OF_PODS = "10.1.2.3";

    /** @param namespaceLabels none if it is no pod: then only its address tells what it is */
    private record End(String name, Map<String, String> labels, Map<String, String> namespaceLabels, String address) {

        static End pod(String name, Map<String, String> labels, Map<String, String> namespaceLabels) {
            return new End(name, labels, namespaceLabels, OF_PODS);
        }

        static End host(String name, String address) {
            return new End(name, Map.of(), Map.of(), address);
        }

        boolean isOurs() {
            return namespaceLabels.equals(OURS);
        }

        boolean isPod() {
            return !namespaceLabels.isEmpty();
        }
    }

    private record Door(String protocol, int port) {}

    private static final Door EDGE = new Door("TCP", 8080);

    private static final List<Door> DOORS = List.of(
            EDGE,
            new Door("TCP", 8081),
            new Door("TCP", 8082),
            new Door("TCP", 8083),
            new Door("TCP", 9080),
            new Door("TCP", 5432),
            new Door("TCP", 9092),
            new Door("TCP", 443),
            new Door("TCP", 2775),
            new Door("TCP", 3550),
            new Door("TCP", 53),
            new Door("UDP", 53));

    @Override
    public List<String> problems(Cluster cluster) {
        List<NetworkPolicy> policies = cluster.base().stream()
                .filter(NetworkPolicy.class::isInstance)
                .map(NetworkPolicy.class::cast)
                .toList();
        List<End> ends = ends(cluster);
        Set<String> left = new TreeSet<>();
        Set<String> entered = new TreeSet<>();
        Set<String> toTheEdge = new TreeSet<>();
        for (End from : ends) {
            for (End to : ends) {
                if (from.equals(to)) {
                    continue;
                }
                for (Door door : DOORS) {
                    if (from.isOurs() && mayLeave(policies, from, to, door)) {
                        left.add(flow(from, to, door));
                    }
                    if (to.isOurs() && mayEnter(policies, from, to, door)) {
                        entered.add(flow(from, to, door));
                    }
                }
                if (to.name().equals("gateway")) {
                    toTheEdge.add(flow(from, to, EDGE));
                }
            }
        }
        Set<String> entering = flows(ends, (from, to) -> to.isOurs());
        entering.addAll(toTheEdge);
        List<String> problems = new ArrayList<>();
        compare("leave", flows(ends, (from, to) -> from.isOurs()), left, problems);
        compare("enter", entering, entered, problems);
        return problems;
    }

    private static String flow(End from, End to, Door door) {
        return "%s -> %s : %s %d".formatted(from.name(), to.name(), door.protocol(), door.port());
    }

    /** Those of the list whose ends are such. */
    private static Set<String> flows(List<End> ends, BiPredicate<End, End> such) {
        Set<String> flows = new TreeSet<>();
        for (End from : ends) {
            for (End to : ends) {
                if (such.test(from, to)) {
                    DOORS.stream()
                            .map(door -> flow(from, to, door))
                            .filter(FLOWS::contains)
                            .forEach(flows::add);
                }
            }
        }
        return flows;
    }

    private static void compare(String verb, Set<String> wanted, Set<String> allowed, List<String> problems) {
        allowed.stream()
                .filter(flow -> !wanted.contains(flow))
                .forEach(flow -> problems.add("May " + verb + ": " + flow));
        wanted.stream()
                .filter(flow -> !allowed.contains(flow))
                .forEach(flow -> problems.add("May not " + verb + ": " + flow));
    }

    private static List<End> ends(Cluster cluster) {
        List<End> ends = new ArrayList<>();
        for (Deployment deployment : cluster.deployments()) {
            ends.add(End.pod(deployment.getMetadata().getName(), Cluster.podLabels(deployment), OURS));
        }
        ends.add(End.pod("stranger", Map.of("app.kubernetes.io/name", "stranger"), OURS));
        ends.add(End.pod("outside", Map.of(), ELSEWHERE));
        ends.add(End.pod("postgresql", Map.of("app.kubernetes.io/name", "postgresql"), ELSEWHERE));
        ends.add(End.pod("kafka", Map.of("app.kubernetes.io/name", "kafka"), ELSEWHERE));
        ends.add(End.pod("dns", Map.of("k8s-app", "kube-dns"), Map.of("kubernetes.io/metadata.name", "kube-system")));
        ends.add(End.host("internet", "198.51.100.7"));
        ends.add(End.host("neighbour", "192.168.0.7"));
        ends.add(End.host("intranet", "172.16.0.7"));
        // Whoever may ask it gets the rights of the machine that a pod runs on.
        ends.add(End.host("cloud-metadata", "169.254.169.254"));
        return ends;
    }

    private static boolean mayLeave(List<NetworkPolicy> policies, End from, End to, Door door) {
        List<NetworkPolicy> relevant = relevant(policies, from, "Egress");
        return relevant.isEmpty()
                || relevant.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .anyMatch(rule -> admits(rule.getTo(), to) && opens(rule.getPorts(), door));
    }

    private static boolean mayEnter(List<NetworkPolicy> policies, End from, End to, Door door) {
        List<NetworkPolicy> relevant = relevant(policies, to, "Ingress");
        return relevant.isEmpty()
                || relevant.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .anyMatch(rule -> admits(rule.getFrom(), from) && opens(rule.getPorts(), door));
    }

    private static List<NetworkPolicy> relevant(List<NetworkPolicy> policies, End end, String direction) {
        return policies.stream()
                .filter(policy -> end.isOurs()
                        && policy.getSpec().getPolicyTypes().contains(direction)
                        && Selectors.matches(policy.getSpec().getPodSelector(), end.labels()))
                .toList();
    }

    /** No peers at all are all peers. */
    private static boolean admits(List<NetworkPolicyPeer> peers, End end) {
        return peers.isEmpty() || peers.stream().anyMatch(peer -> isPeer(peer, end));
    }

    private static boolean isPeer(NetworkPolicyPeer peer, End end) {
        if (peer.getIpBlock() != null) {
            return isIn(peer.getIpBlock(), end);
        }
        if (!end.isPod()) {
            return false;
        }
        boolean namespaceFits = peer.getNamespaceSelector() == null
                ? end.isOurs()
                : Selectors.matches(peer.getNamespaceSelector(), end.namespaceLabels());
        return namespaceFits
                && (peer.getPodSelector() == null || Selectors.matches(peer.getPodSelector(), end.labels()));
    }

    private static boolean isIn(IPBlock block, End end) {
        return AddressRange.of(block.getCidr()).contains(end.address())
                && block.getExcept().stream()
                        .noneMatch(except -> AddressRange.of(except).contains(end.address()));
    }

    private static boolean opens(List<NetworkPolicyPort> ports, Door door) {
        return ports.isEmpty()
                || ports.stream()
                        .anyMatch(port -> port.getProtocol().equals(door.protocol())
                                && (port.getPort() == null || port.getPort().getIntVal() == door.port()));
    }
}
