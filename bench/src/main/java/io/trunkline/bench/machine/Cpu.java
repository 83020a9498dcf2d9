package io.trunkline.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time of processes, from Linux's /proc. */
public final class Cpu {

    /** USER_HZ: what the kernel counts in, on every Linux there is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 13;
    private static final int CHILDREN_SYSTEM = 16;
    /** The first field after the name in brackets, which may hold anything. */
    private static final int FIRST_AFTER_NAME = 2;

    private Cpu() {}

    /** User and system seconds that the process, its descendants, and those of them that have ended, have used. */
    public static double secondsOf(ProcessHandle process) {
        double own = ticksOf(process.pid()) / TICKS_PER_SECOND;
        return own + process.children().mapToDouble(Cpu::secondsOf).sum();
    }

    private static long ticksOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
                ticks += Long.parseLong(fields[field - FIRST_AFTER_NAME]);
            }
            return ticks;
        } catch (IOException ended) {
            // A process that has ended is counted with its parent's children.
            return 0;
        }
    }
}
