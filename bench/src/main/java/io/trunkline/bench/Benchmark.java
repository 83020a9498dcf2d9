package io.trunkline.bench;

import io.trunkline.bench.machine.Tool;
import java.util.List;

/** One comparison. */
public interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /** Programs that must be installed: the peer, the load generator. */
    default List<Tool> tools() {
        return List.of();
    }

    void run(Report report) throws Exception;
}
