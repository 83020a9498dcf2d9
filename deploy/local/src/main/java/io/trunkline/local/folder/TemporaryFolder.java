package io.trunkline.local.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder that goes away with its user. While that process lives it holds a lock, so that the next one finds and removes
 * what a killed process left behind.
 */
public final class TemporaryFolder implements AutoCloseable {
    /** What must happen to an abandoned folder before it is deleted. */
    @FunctionalInterface
    public interface Abandonment {
        void settle(Path folder) throws IOException;
    }

    private static final String OWN_MARK = ProcessHandle.current().pid() + "-";

    private final Path path;
    private final FileChannel lockFile;

    private TemporaryFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates a folder and removes abandoned ones of the same prefix. */
    public static TemporaryFolder create(String prefix, Abandonment abandonment) throws IOException {
        Path path = Files.createTempDirectory(prefix + OWN_MARK);
        FileChannel lockFile = openLock(path);
        if (tryLock(lockFile) == null) {
            throw new IOException("Somebody else uses the new folder " + path);
        }
        removeAbandoned(path.resolveSibling(""), prefix, abandonment);
        return new TemporaryFolder(path, lockFile);
    }

    public Path path() {
        return path;
    }

    /** Deletes the folder; closing again does nothing. */
    @Override
    public void close() throws IOException {
        FolderTree.delete(path);
        lockFile.close();
    }

    private static void removeAbandoned(Path parent, String prefix, Abandonment abandonment) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path sibling : siblings) {
                // Without a lock file the folder is another user's, or somebody is just creating it.
                if (!isOwn(sibling, prefix) && Files.isWritable(sibling.resolve("lock")) && !isInUse(sibling)) {
                    abandonment.settle(sibling);
                    FolderTree.delete(sibling);
                }
            }
        }
    }

    /**
     * A folder of this very process is not even looked at: POSIX takes a process's lock away as soon as the process closes
     * any descriptor of the locked file.
     */
    private static boolean isOwn(Path folder, String prefix) {
        return folder.getFileName().toString().startsWith(prefix + OWN_MARK);
    }

    private static boolean isInUse(Path folder) throws IOException {
        try (FileChannel lockFile = openLock(folder)) {
            return tryLock(lockFile) == null;
        }
    }

    private static FileChannel openLock(Path folder) throws IOException {
        return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // This very process holds it, for another server.
        }
    }
}
