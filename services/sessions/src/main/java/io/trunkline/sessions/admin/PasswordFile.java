package io.trunkline.sessions.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with a password: it is there whole or not at all, and nobody else can read it at any moment. */
final class PasswordFile {

    private PasswordFile() {}

    /** Blocks. Fails with {@link UncheckedIOException} if it cannot be written. */
    static void write(Path file, String password) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".new");
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(unfinished);
            writeThrough(unfinished, password);
            Files.move(unfinished, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("The password of the first administrator cannot be written", failure);
        }
    }

    private static void writeThrough(Path file, String password) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            ByteBuffer text = ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }
}
