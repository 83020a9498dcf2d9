package io.trunkline.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The texts of this module by their paths, so that a test can break one without touching the file.
 *
 * @param texts of README.md and of everything below base and overlays
 */
record Folder(Map<String, String> texts) {

    /** The files as they are. */
    static Folder real() {
        Path root = Path.of("").toAbsolutePath();
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> base = Files.walk(root.resolve("base"));
                Stream<Path> overlays = Files.walk(root.resolve("overlays"))) {
            Stream.concat(Stream.of(root.resolve("README.md")), Stream.concat(base, overlays))
                    .filter(Files::isRegularFile)
                    .forEach(file -> texts.put(root.relativize(file).toString(), read(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Folder(texts);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same with one passage replaced, each time it stands in the file. */
    Folder with(String path, String passage, String replacement) {
        String text = texts.get(path);
        if (text == null || !text.contains(passage)) {
            throw new IllegalArgumentException("Nothing to break: " + path + " has no " + passage);
        }
        return with(path, text.replace(passage, replacement));
    }

    /** The same with one file added or replaced. */
    Folder with(String path, String text) {
        Map<String, String> changed = new TreeMap<>(texts);
        changed.put(path, text);
        return new Folder(changed);
    }

    Folder without(String path) {
        Map<String, String> changed = new TreeMap<>(texts);
        if (changed.remove(path) == null) {
            throw new IllegalArgumentException("Nothing to break: there is no " + path);
        }
        return new Folder(changed);
    }

    String text(String path) {
        return texts.getOrDefault(path, "");
    }
}
