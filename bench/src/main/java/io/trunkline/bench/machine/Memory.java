package io.trunkline.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of processes, from Linux's /proc. */
public final class Memory {

    private static final String PEAK = "VmHWM:";

    private Memory() {}

    /** The most bytes that the process has had in memory at a time, shared libraries and all. */
    public static long peakOf(ProcessHandle process) throws IOException {
        List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"));
        return status.stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IOException("The kernel does not tell the peak"));
    }
}
