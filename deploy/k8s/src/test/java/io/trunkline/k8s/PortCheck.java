package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ports are the design's, the services' own and the Services' alike; probes ask where health is. */
final class PortCheck implements Check {

    /** Design §5. A service that comes to the house comes to this list. */
    private static final Map<String, Integer> PORTS =
            Map.of("gateway", 8080, "sessions", 8081, "vouchers", 8082, "sms-proxy", 8083);

    @Override
    public List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> found = new TreeMap<>();
        for (Deployment deployment : cluster.deployments()) {
            String name = deployment.getMetadata().getName();
            Container container = Cluster.container(deployment);
            int port = port(container, "http");
            found.put(name, port);
            if (port != ServiceSources.of(name).httpPort()) {
                problems.add(name + ": the container's port is " + port + ", the service listens on "
                        + ServiceSources.of(name).httpPort());
            }
            if (port(container, "management")
                    != ServiceSources.of(name).managementPort().orElse(0)) {
                problems.add(name + ": the container's management port is not the service's");
            }
            checkProbe(name, container, "startupProbe", container.getStartupProbe(), "/q/health/started", problems);
            checkProbe(name, container, "livenessProbe", container.getLivenessProbe(), "/q/health/live", problems);
            checkProbe(name, container, "readinessProbe", container.getReadinessProbe(), "/q/health/ready", problems);
            cluster.find(Service.class, name).ifPresent(service -> checkService(service, container, port, problems));
        }
        if (!found.equals(new TreeMap<>(PORTS))) {
            problems.add("The design has the ports " + new TreeMap<>(PORTS) + ", the manifests " + found);
        }
        return problems;
    }

    /** 0 if there is none. */
    private static int port(Container container, String name) {
        return container.getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .mapToInt(ContainerPort::getContainerPort)
                .findFirst()
                .orElse(0);
    }

    private static void checkProbe(
            String name, Container container, String what, @Nullable Probe probe, String path, List<String> problems) {
        if (probe == null || probe.getHttpGet() == null) {
            problems.add(name + ": has no " + what);
            return;
        }
        if (!path.equals(probe.getHttpGet().getPath())) {
            problems.add(name + ": " + what + " asks " + probe.getHttpGet().getPath());
        }
        if (!portNames(container).contains(probe.getHttpGet().getPort().getStrVal())) {
            problems.add(name + ": " + what + " asks at no named port of the container");
        }
    }

    private static void checkService(Service service, Container container, int port, List<String> problems) {
        service.getSpec().getPorts().forEach(servicePort -> {
            if (!portNames(container).contains(servicePort.getTargetPort().getStrVal())) {
                problems.add(Cluster.nameOf(service) + ": targetPort is no named port of the container");
            }
            if (servicePort.getName().equals("http") && servicePort.getPort() != port) {
                problems.add(Cluster.nameOf(service) + ": its port is " + servicePort.getPort() + ", not " + port);
            }
        });
    }

    private static Set<String> portNames(Container container) {
        return container.getPorts().stream().map(ContainerPort::getName).collect(Collectors.toSet());
    }
}
