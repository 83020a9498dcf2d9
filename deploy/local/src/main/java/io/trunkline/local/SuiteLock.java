package io.trunkline.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Held by the one launcher that runs the suite; the system takes it back when that process ends, however it ends. */
final class SuiteLock implements AutoCloseable {
    private final FileChannel file;

    private SuiteLock(FileChannel file) {
        this.file = file;
    }

    /** The lock; empty if a launcher has it. */
    static Optional<SuiteLock> acquire(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            return Optional.empty();
        }
        return Optional.of(new SuiteLock(file));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
