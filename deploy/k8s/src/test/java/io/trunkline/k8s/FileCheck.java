package io.trunkline.k8s;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Each kustomization.yaml names every manifest beside it and every folder below it, and nothing that is not there. */
final class FileCheck implements Check {

    @Override
    public List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        Set<String> named = new HashSet<>();
        cluster.kustomizations().forEach((path, kustomization) -> {
            Stream.concat(
                            kustomization.resources().stream(),
                            kustomization.patches().stream().map(Kustomization.Patch::path))
                    .map(name -> Path.of(path).resolveSibling(name).normalize().toString())
                    .map(target -> target.endsWith(".yaml") ? target : target + "/" + Cluster.KUSTOMIZATION)
                    .forEach(target -> {
                        named.add(target);
                        if (!cluster.folder().texts().containsKey(target)) {
                            problems.add(path + " names " + target + ", which does not exist");
                        }
                    });
        });
        cluster.folder().texts().keySet().stream()
                .filter(path -> path.endsWith(".yaml") && !isRoot(path) && !named.contains(path))
                .forEach(path -> problems.add(path + " is in no " + Cluster.KUSTOMIZATION));
        return problems;
    }

    /** What a person applies. */
    private static boolean isRoot(String path) {
        return path.matches("overlays/[^/]+/" + Cluster.KUSTOMIZATION);
    }
}
