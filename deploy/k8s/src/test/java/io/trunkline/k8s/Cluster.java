package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything in the folder, read strictly.
 *
 * @param folder where it comes from
 * @param base what is in the cluster whatever the overlay
 * @param added what overlays bring besides
 * @param patches what overlays change: parts of manifests
 * @param kustomizations by their paths
 */
record Cluster(
        Folder folder,
        List<HasMetadata> base,
        List<HasMetadata> added,
        List<HasMetadata> patches,
        Map<String, Kustomization> kustomizations) {

    static final String KUSTOMIZATION = "kustomization.yaml";

    /** @throws StrictYaml.Unreadable if one of the files is not what Kubernetes or kustomize would take */
    static Cluster read(Folder folder) {
        Map<String, Kustomization> kustomizations = new TreeMap<>();
        folder.texts().forEach((path, text) -> {
            if (path.endsWith(KUSTOMIZATION)) {
                kustomizations.put(path, StrictYaml.kustomization(path, text));
            }
        });
        Cluster cluster = new Cluster(folder, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), kustomizations);
        folder.texts().forEach(cluster::sort);
        return cluster;
    }

    private void sort(String path, String text) {
        if (!path.endsWith(".yaml") || path.endsWith(KUSTOMIZATION)) {
            return;
        }
        List<HasMetadata> manifests = StrictYaml.manifests(path, text);
        if (path.startsWith("base/")) {
            base.addAll(manifests);
        } else if (isPatch(path)) {
            patches.addAll(manifests);
        } else {
            added.addAll(manifests);
        }
    }

    private boolean isPatch(String path) {
        Path file = Path.of(path);
        Kustomization kustomization =
                kustomizations.get(file.resolveSibling(KUSTOMIZATION).toString());
        return kustomization != null
                && kustomization.patches().stream()
                        .anyMatch(patch -> patch.path().equals(Objects.toString(file.getFileName())));
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return Stream.concat(base.stream(), added.stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(manifest -> manifest.getMetadata().getName().equals(name))
                .findFirst();
    }

    List<Deployment> deployments() {
        return all(Deployment.class);
    }

    /** The only one of a Deployment: its name is the service's. */
    static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }

    static Map<String, String> podLabels(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels();
    }

    static String nameOf(HasMetadata manifest) {
        return manifest.getKind() + " " + manifest.getMetadata().getName();
    }
}
