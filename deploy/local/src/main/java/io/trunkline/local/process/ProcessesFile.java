package io.trunkline.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the suite has running, kept in a file so that other calls of the launcher, and the next one after a kill, know.
 * One writer at a time: the launcher that holds the suite's lock. Its methods may be called by several threads.
 */
public final class ProcessesFile {
    /**
     * A running program.
     *
     * @param stage programs are stopped in falling order of their stages
     * @param port where it answers; 0 if nowhere
     */
    public record Entry(String name, ProcessIdentity process, int stage, Signal signal, int port) {
        private String line() {
            return String.join(" ", name, "" + process.pid(), process.started(), "" + stage, signal.name(), "" + port);
        }

        private static Entry parse(String line) {
            String[] words = line.split(" ", -1);
            return new Entry(
                    words[0],
                    new ProcessIdentity(Long.parseLong(words[1]), words[2]),
                    Integer.parseInt(words[3]),
                    Signal.valueOf(words[4]),
                    Integer.parseInt(words[5]));
        }
    }

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** @throws UncheckedIOException if the file is there but cannot be read */
    public ProcessesFile(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).stream().map(Entry::parse).forEach(entry -> entries.put(entry.name(), entry));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file, e);
            }
        }
    }

    /** Everything that was noted, whether it still runs or not, in the order it was first noted. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Notes a program, in place of an earlier one of the same name. */
    public synchronized void add(Entry entry) {
        entries.put(entry.name(), entry);
        write();
    }

    /** Forgets a program. */
    public synchronized void remove(String name) {
        entries.remove(name);
        write();
    }

    /**
     * Ends whatever of the noted programs still runs, later stages first, and forgets all. A process that merely got the
     * id of one is left alone.
     *
     * @return the names of those that were still running
     */
    public synchronized List<String> endLeftovers(Duration patience) throws IOException {
        List<String> ended = new ArrayList<>();
        List<Entry> falling = entries.values().stream()
                .sorted(Comparator.comparingInt(Entry::stage).reversed())
                .toList();
        for (Entry entry : falling) {
            if (entry.process().isAlive()) {
                Termination.end(entry.process(), entry.signal(), patience);
                ended.add(entry.name());
            }
        }
        entries.clear();
        Files.deleteIfExists(file);
        return ended;
    }

    /** A reader sees the old file or the new one, never half of it; nor does a kill leave half of it. */
    private void write() {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.write(next, entries.values().stream().map(Entry::line).toList());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
