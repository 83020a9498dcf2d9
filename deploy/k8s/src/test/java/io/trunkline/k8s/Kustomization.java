package io.trunkline.k8s;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this module uses of kustomize; every other field is refused, so that the checks never overlook one. */
record Kustomization(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        List<String> resources,
        List<Image> images,
        List<Patch> patches) {

    Kustomization {
        resources = resources == null ? List.of() : resources;
        images = images == null ? List.of() : images;
        patches = patches == null ? List.of() : patches;
    }

    record Image(String name, String newName, String newTag) {}

    record Patch(String path) {}
}
