package io.trunkline.kit.problem;

/** Something that a service needs and that may be gone for a while. Who depends on it is told to come back. */
public interface Outage {

    /** Whether that is why something has failed. */
    boolean isBehind(Throwable failure);
}
