package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** No pod has more rights than it needs, takes more than it may, or is ended before it could finish. */
final class HardeningCheck implements Check {

    @Override
    public List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        for (Deployment deployment : cluster.deployments()) {
            String name = deployment.getMetadata().getName();
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            if (pod.getContainers().size() != 1 || !pod.getInitContainers().isEmpty()) {
                problems.add(name + ": has more containers than these checks look at");
            }
            checkPod(name, pod, problems);
            checkContainer(name, Cluster.container(deployment), problems);
            checkResources(name, Cluster.container(deployment), problems);
            checkEnd(name, pod, problems);
        }
        return problems;
    }

    private static void checkPod(String name, PodSpec pod, List<String> problems) {
        PodSecurityContext context = pod.getSecurityContext();
        require(Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()), name, "gets a token of the API", problems);
        require(Boolean.FALSE.equals(pod.getEnableServiceLinks()), name, "gets variables of Services", problems);
        require(context != null && Boolean.TRUE.equals(context.getRunAsNonRoot()), name, "may run as root", problems);
        // The image's own user may be a name, which Kubernetes cannot tell from root.
        require(
                context != null && context.getRunAsUser() != null && context.getRunAsUser() > 0,
                name,
                "has no user of its own",
                problems);
        require(
                context != null
                        && context.getSeccompProfile() != null
                        && context.getSeccompProfile().getType().equals("RuntimeDefault"),
                name,
                "has no seccomp profile",
                problems);
        require(!pod.getTopologySpreadConstraints().isEmpty(), name, "is not spread", problems);
    }

    private static void checkContainer(String name, Container container, List<String> problems) {
        SecurityContext context = container.getSecurityContext();
        if (context == null || context.getCapabilities() == null) {
            problems.add(name + ": has no security context, or keeps its capabilities");
            return;
        }
        require(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), name, "may gain rights", problems);
        require(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), name, "may change its image", problems);
        require(context.getCapabilities().getDrop().contains("ALL"), name, "keeps capabilities", problems);
        require(context.getCapabilities().getAdd().isEmpty(), name, "gets capabilities", problems);
        // Vert.x and the upload of bodies need a place to write.
        require(
                container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getMountPath().equals("/tmp")),
                name,
                "has no /tmp",
                problems);
    }

    private static void checkResources(String name, Container container, List<String> problems) {
        Map<String, Quantity> requests = container.getResources() == null
                ? Map.of()
                : container.getResources().getRequests();
        Map<String, Quantity> limits = container.getResources() == null
                ? Map.of()
                : container.getResources().getLimits();
        require(requests.keySet().containsAll(Set.of("cpu", "memory")), name, "requests no CPU or memory", problems);
        require(limits.keySet().containsAll(Set.of("cpu", "memory")), name, "has no limit of CPU or memory", problems);
        // Memory is not given back on demand: what is promised and what is allowed must be the same.
        require(
                requests.get("memory") != null && requests.get("memory").equals(limits.get("memory")),
                name,
                "requests other memory than it may take",
                problems);
        require(
                container.getEnv().stream()
                        .anyMatch(variable -> variable.getName().equals("JAVA_TOOL_OPTIONS")
                                && variable.getValue().contains("-XX:MaxRAMPercentage=")),
                name,
                "does not size its heap by its limit",
                problems);
    }

    private static void checkEnd(String name, PodSpec pod, List<String> problems) {
        Container container = pod.getContainers().getFirst();
        boolean sleeps = container.getLifecycle() != null
                && container.getLifecycle().getPreStop() != null
                && container.getLifecycle().getPreStop().getSleep() != null;
        require(sleeps, name, "ends while requests are still sent to it", problems);
        if (sleeps && pod.getTerminationGracePeriodSeconds() != null) {
            Duration needed = ServiceSources.of(name)
                    .shutdownTimeout()
                    .plusSeconds(
                            container.getLifecycle().getPreStop().getSleep().getSeconds());
            require(
                    pod.getTerminationGracePeriodSeconds() > needed.toSeconds(),
                    name,
                    "is killed before its " + needed.toSeconds() + " s are over",
                    problems);
        }
    }

    private static void require(boolean holds, String name, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(name + ": " + otherwise);
        }
    }
}
