package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names or selects something finds it, and every Deployment has what belongs to it. */
final class ReferenceCheck implements Check {

    @Override
    public List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        requireUniqueNames(cluster, problems);
        for (Deployment deployment : cluster.deployments()) {
            check(cluster, deployment, problems);
        }
        cluster.all(Service.class)
                .forEach(service ->
                        requireOneSelected(cluster, service, service.getSpec().getSelector(), problems));
        cluster.all(PodDisruptionBudget.class)
                .forEach(budget -> requireOneSelected(
                        cluster, budget, budget.getSpec().getSelector().getMatchLabels(), problems));
        cluster.all(NetworkPolicy.class).forEach(policy -> requireSomeSelected(cluster, policy, problems));
        cluster.all(HorizontalPodAutoscaler.class).forEach(scaler -> checkScaler(cluster, scaler, problems));
        cluster.all(Ingress.class).forEach(ingress -> checkIngress(cluster, ingress, problems));
        checkOverlays(cluster, problems);
        return problems;
    }

    private static void requireUniqueNames(Cluster cluster, List<String> problems) {
        Stream.concat(cluster.base().stream(), cluster.added().stream())
                .collect(Collectors.groupingBy(Cluster::nameOf, Collectors.counting()))
                .forEach((name, count) -> {
                    if (count > 1) {
                        problems.add(name + " is there " + count + " times");
                    }
                });
    }

    private static void check(Cluster cluster, Deployment deployment, List<String> problems) {
        String name = deployment.getMetadata().getName();
        Map<String, String> labels = Cluster.podLabels(deployment);
        if (!isSelected(deployment.getSpec().getSelector().getMatchLabels(), labels)) {
            problems.add(name + ": the selector does not match the labels of its own pods");
        }
        if (!name.equals(labels.get("app.kubernetes.io/name"))) {
            problems.add(name + ": app.kubernetes.io/name is another one");
        }
        deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints().stream()
                .filter(spread -> !isSelected(spread.getLabelSelector().getMatchLabels(), labels))
                .forEach(spread -> problems.add(name + ": is spread by the labels of other pods"));
        for (Class<? extends HasMetadata> kind :
                List.of(Service.class, PodDisruptionBudget.class, HorizontalPodAutoscaler.class, NetworkPolicy.class)) {
            if (cluster.find(kind, name).isEmpty()) {
                problems.add(name + ": has no " + kind.getSimpleName());
            }
        }
        if (deployment.getSpec().getReplicas() != null) {
            problems.add(name + ": sets replicas, which its HorizontalPodAutoscaler owns");
        }
        checkMounts(deployment, problems);
    }

    private static void checkMounts(Deployment deployment, List<String> problems) {
        Container container = Cluster.container(deployment);
        Set<String> volumes = deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
                .map(volume -> volume.getName())
                .collect(Collectors.toSet());
        container.getVolumeMounts().stream()
                .filter(mount -> !volumes.contains(mount.getName()))
                .forEach(mount -> problems.add(container.getName() + ": mounts what is not there: " + mount.getName()));
    }

    private static boolean isSelected(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    private static void requireOneSelected(
            Cluster cluster, HasMetadata selecting, Map<String, String> selector, List<String> problems) {
        List<String> selected = cluster.deployments().stream()
                .filter(deployment -> isSelected(selector, Cluster.podLabels(deployment)))
                .map(deployment -> deployment.getMetadata().getName())
                .toList();
        if (!selected.equals(List.of(selecting.getMetadata().getName()))) {
            problems.add(Cluster.nameOf(selecting) + " selects " + selected);
        }
    }

    private static void requireSomeSelected(Cluster cluster, NetworkPolicy policy, List<String> problems) {
        if (cluster.deployments().stream()
                .noneMatch(deployment ->
                        Selectors.matches(policy.getSpec().getPodSelector(), Cluster.podLabels(deployment)))) {
            problems.add(Cluster.nameOf(policy) + " selects nothing");
        }
    }

    private static void checkScaler(Cluster cluster, HorizontalPodAutoscaler scaler, List<String> problems) {
        var target = scaler.getSpec().getScaleTargetRef();
        boolean exists = target.getKind().equals("Deployment")
                && target.getApiVersion().equals("apps/v1")
                && cluster.find(Deployment.class, target.getName()).isPresent();
        if (!exists || !target.getName().equals(scaler.getMetadata().getName())) {
            problems.add(Cluster.nameOf(scaler) + " scales " + target.getKind() + " " + target.getName());
        }
        int least = scaler.getSpec().getMinReplicas();
        if (least < 2 || scaler.getSpec().getMaxReplicas() < least) {
            problems.add(Cluster.nameOf(scaler) + ": needs 2 replicas at least, and no maximum below");
        }
    }

    private static void checkIngress(Cluster cluster, Ingress ingress, List<String> problems) {
        ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path -> path.getBackend().getService())
                .filter(backend -> cluster.find(Service.class, backend.getName()).stream()
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .noneMatch(
                                port -> port.getName().equals(backend.getPort().getName())))
                .forEach(backend -> problems.add(Cluster.nameOf(ingress) + " leads to no port of a Service"));
    }

    private static void checkOverlays(Cluster cluster, List<String> problems) {
        Set<String> present = cluster.base().stream().map(Cluster::nameOf).collect(Collectors.toSet());
        cluster.patches().stream()
                .map(Cluster::nameOf)
                .filter(name -> !present.contains(name))
                .forEach(name -> problems.add("An overlay changes " + name + ", which is not in the base"));
        Set<String> images = cluster.deployments().stream()
                .map(deployment -> Cluster.container(deployment).getImage())
                .collect(Collectors.toSet());
        cluster.kustomizations().forEach((path, kustomization) -> {
            Set<String> named = kustomization.images().stream()
                    .map(Kustomization.Image::name)
                    .collect(Collectors.toSet());
            if (path.startsWith("overlays/") && !named.equals(images)) {
                problems.add(path + " gives tags to " + named + ", the base runs " + images);
            }
        });
    }
}
