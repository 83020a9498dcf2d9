package io.trunkline.k8s;

import java.util.List;

/** Something that must hold of all manifests together. */
@FunctionalInterface
interface Check {

    /** What does not hold, for people; empty if all is well. */
    List<String> problems(Cluster cluster);
}
