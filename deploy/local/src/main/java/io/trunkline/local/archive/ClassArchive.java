package io.trunkline.local.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets Java programs start with classes that an earlier run has read and checked. The virtual machine makes the archive by
 * itself when a program without one ends in order, and does without one that is damaged, missing or of another JDK: the
 * program then only starts more slowly.
 *
 * @param folder where the archives are, about 70 MB for each service
 */
public record ClassArchive(Path folder) {

    /**
     * The options that make a program use its archive, or make it.
     *
     * @param program a name of its own
     * @param jars the folder with the program's jars; an archive older than one of them is thrown away
     */
    public List<String> options(String program, Path jars) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve(program + ".jsa");
        if (Files.exists(archive) && isOlder(archive, jars)) {
            Files.delete(archive);
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                // Hundreds of lines about classes that cannot be archived, each time one is made.
                "-Xlog:cds*=off",
                "-Xlog:aot*=off");
    }

    private static boolean isOlder(Path archive, Path jars) throws IOException {
        FileTime made = Files.getLastModifiedTime(archive);
        if (!Files.exists(jars)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(jars)) {
            Optional<FileTime> newest = files.filter(Files::isRegularFile)
                    .map(ClassArchive::modified)
                    .max(Comparator.naturalOrder());
            return newest.isPresent() && newest.get().compareTo(made) > 0;
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + file, e);
        }
    }
}
