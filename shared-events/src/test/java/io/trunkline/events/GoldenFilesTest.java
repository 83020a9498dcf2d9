package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A golden file is what somebody has published once and somebody may still read: it must parse for ever. A record that
 * grows gets a further file, {@code <type>.<n>.json}; files are never changed.
 */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final Pattern NUMBER = Pattern.compile("\\.([0-9]+)\\.json$");

    static List<Event> events() {
        return Samples.ALL;
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsWrittenAsItsNewestGoldenFile(Event event) throws IOException {
        Path golden = newest(event);

        assertThat(EventJson.MAPPER.valueToTree(event).toPrettyString())
                .isEqualTo(Files.readString(golden).strip());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventSurvivesTheBus(Event event) {
        CloudEvent sent = new CloudEvent(java.util.UUID.randomUUID(), "/trunkline/test", null, event);

        assertThat(CloudEvent.read(sent.headers(), sent.data())).isEqualTo(sent);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileThatWasEverPublishedStillParses(Path file) throws IOException {
        Event event = EventJson.MAPPER.readValue(file.toFile(), recordOf(file));

        assertThat(event.type()).isEqualTo(typeOf(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFieldOfTheFutureIsPassedOver(Path file) throws IOException {
        ObjectNode json = (ObjectNode) EventJson.MAPPER.readTree(file.toFile());
        Event before = EventJson.MAPPER.treeToValue(json, recordOf(file));
        json.putObject("fieldOfTheFuture").put("x", 1);

        assertThat(EventJson.MAPPER.treeToValue(json, recordOf(file))).isEqualTo(before);
    }

    @Test
    void everyTypeHasASampleAndAFile() throws IOException {
        List<String> types = Arrays.stream(Topic.values())
                .flatMap(topic -> topic.eventTypes().stream().map(record -> Event.typeOf(topic, record)))
                .sorted()
                .toList();

        assertThat(Samples.ALL.stream().map(Event::type).sorted().toList()).isEqualTo(types);
        assertThat(files().stream()
                        .map(GoldenFilesTest::typeOf)
                        .distinct()
                        .sorted()
                        .toList())
                .isEqualTo(types);
    }

    private static Path newest(Event event) throws IOException {
        return files().stream()
                .filter(file -> typeOf(file).equals(event.type()))
                .max(Comparator.comparing(GoldenFilesTest::numberOf))
                .orElseThrow();
    }

    /** The first file of a type has none: it is the first. */
    private static int numberOf(Path file) {
        Matcher number = NUMBER.matcher(file.getFileName().toString());
        return number.find() ? Integer.parseInt(number.group(1)) : 1;
    }

    private static Class<? extends Event> recordOf(Path file) {
        Class<? extends Event> type = Topic.recordOf(typeOf(file));
        assertThat(type).as("the record of %s", file.getFileName()).isNotNull();
        return type;
    }

    private static String typeOf(Path file) {
        return file.getFileName().toString().replaceFirst("(\\.[0-9]+)?\\.json$", "");
    }
}
