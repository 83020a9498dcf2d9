package io.trunkline.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/** The end of a log file, and its bound. */
public final class LogTail {
    private static final int LONGEST_READ = 64 * 1024;
    private static final long LARGEST_KEPT = 10L * 1024 * 1024;

    private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. [0-9]+ more)");

    private LogTail() {}

    /**
     * At most {@code count} last lines, of at most 64 KiB; none if there is no such file. Frames of Java stack traces are
     * left out: without them a report has room for what was said.
     */
    public static List<String> of(Path log, int count) throws IOException {
        if (!Files.exists(log)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - LONGEST_READ);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !FRAME.matcher(line).find())
                    .toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        }
    }

    /** Moves a log of more than 10 MB aside before its program is started again: this and one older are kept. */
    public static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_KEPT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
