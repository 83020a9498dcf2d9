package io.trunkline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes hold in memory, in KiB.
 *
 * @param shared the proportional set size: a page that several processes map is counted once in their sum
 * @param resident the resident set size: such a page is counted in each
 */
public record ProcessMemory(long shared, long resident) {
    private static final ProcessMemory NONE = new ProcessMemory(0, 0);

    /** Of a process and all its descendants; zero where the system does not tell. */
    public static ProcessMemory ofTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(ProcessMemory::of)
                .reduce(NONE, ProcessMemory::plus);
    }

    /** For people, in millions of bytes rounded up; a dash where the system does not tell. */
    public static String megabytes(long kibibytes) {
        return kibibytes == 0 ? "-" : String.format("%,d", (kibibytes * 1024 + 999_999) / 1_000_000);
    }

    private ProcessMemory plus(ProcessMemory other) {
        return new ProcessMemory(shared + other.shared, resident + other.resident);
    }

    /** Of one process; zero where the system does not tell. */
    public static ProcessMemory of(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", "" + process.pid(), "smaps_rollup"))) {
            return lines.map(line -> line.split("\\s+", -1))
                    .map(words -> switch (words[0]) {
                        case "Pss:" -> new ProcessMemory(Long.parseLong(words[1]), 0);
                        case "Rss:" -> new ProcessMemory(0, Long.parseLong(words[1]));
                        default -> NONE;
                    })
                    .reduce(NONE, ProcessMemory::plus);
        } catch (IOException | UncheckedIOException e) {
            return NONE; // Not Linux, or the process ended in between.
        }
    }
}
