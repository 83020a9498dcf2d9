package io.trunkline.bench.redeem;

import io.trunkline.bench.redeem.VoucherShop.Issued;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What clients ask and are told, in files: a line before each request and one after its answer, parted by tabs. It is all
 * that is known of the clients afterwards.
 */
final class RedemptionLog implements AutoCloseable {

    /** Instead of a status where there was no answer. */
    static final int NONE = 0;

    private static final String CODES = "codes.tsv";
    private static final String CLIENT = "client-";
    private static final String ASKED = "ask";
    private static final String ANSWERED = "answer";

    private final BufferedWriter file;

    RedemptionLog(Path folder, int client) throws IOException {
        file = Files.newBufferedWriter(folder.resolve(CLIENT + client + ".tsv"));
    }

    /** Of one request, or of its answer. */
    sealed interface Line {}

    /** @param key the request's Idempotency-Key: that of the same try is always the same */
    record Asked(Instant at, int number, UUID account, String code, UUID key) implements Line {}

    /**
     * @param status {@link #NONE} if the connection broke
     * @param body of the answer, or how the connection broke
     */
    record Answered(Instant at, int number, int status, String body) implements Line {}

    void asked(Try wanted) throws IOException {
        write(ASKED, Instant.now(), wanted.number(), wanted.account(), wanted.code(), wanted.key());
    }

    void answered(Try wanted, int status, String body) throws IOException {
        write(ANSWERED, Instant.now(), wanted.number(), status, body.replaceAll("\\s+", " "));
    }

    private void write(Object... columns) throws IOException {
        file.write(String.join("\t", Stream.of(columns).map(String::valueOf).toArray(String[]::new)));
        file.newLine();
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    static void write(Path folder, List<Issued> codes) throws IOException {
        Files.write(
                folder.resolve(CODES),
                codes.stream()
                        .map(issued -> issued.batch() + "\t" + issued.serial() + "\t" + issued.code())
                        .toList());
    }

    static List<Issued> codes(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(CODES)).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Issued(UUID.fromString(columns[0]), Integer.parseInt(columns[1]), columns[2]))
                .toList();
    }

    /** Every line of every client; each client's in their order. */
    static void read(Path folder, Consumer<Line> reader) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, CLIENT + "*")) {
            for (Path file : files) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(RedemptionLog::parse).forEach(reader);
                }
            }
        }
    }

    private static Line parse(String line) {
        String[] columns = line.split("\t", -1);
        Instant at = Instant.parse(columns[1]);
        int number = Integer.parseInt(columns[2]);
        return switch (columns[0]) {
            case ASKED -> new Asked(at, number, UUID.fromString(columns[3]), columns[4], UUID.fromString(columns[5]));
            case ANSWERED -> new Answered(at, number, Integer.parseInt(columns[3]), columns[4]);
            default -> throw new IllegalArgumentException("Not a line of a client: " + line);
        };
    }
}
