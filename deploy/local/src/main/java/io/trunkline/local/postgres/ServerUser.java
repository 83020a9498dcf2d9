package io.trunkline.local.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who the server runs as. PostgreSQL refuses to run as root, so root hands it to a user name space of its own, or, where
 * the kernel refuses those, to an unprivileged user.
 *
 * @param prefix what a command starts with to run as that user; the process id stays the one of the command
 * @param uid who owns the server's files; negative: whoever writes them
 */
record ServerUser(List<String> prefix, int uid) {
    /** The user id that every Unix keeps for nobody. */
    private static final int NOBODY = 65534;

    private static final ServerUser SAME = new ServerUser(List.of(), -1);
    private static final ServerUser NAME_SPACE = new ServerUser(List.of("unshare", "-U"), 0);
    private static final ServerUser UNPRIVILEGED = new ServerUser(
            List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups", "--"), NOBODY);

    /**
     * The user that works here.
     *
     * @throws IOException if this process is root and neither {@code unshare} nor {@code setpriv} works
     */
    static ServerUser find() throws IOException {
        if (!"0".equals(outputOf(List.of("id", "-u")))) {
            return SAME;
        }
        return NAME_SPACE.works() ? NAME_SPACE : unprivileged();
    }

    /** The fallback of root without user name spaces. */
    static ServerUser unprivileged() throws IOException {
        if (!UNPRIVILEGED.works()) {
            throw new IOException("PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here: "
                    + "run as an ordinary user, or install util-linux");
        }
        return UNPRIVILEGED;
    }

    /** The command that runs {@code command} as this user. */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** Gives a folder and all below it to this user; does nothing where that is so already. */
    void own(Path folder) throws IOException {
        if (uid < 0 || uid == (int) Files.getAttribute(folder, "unix:uid")) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            /** A folder comes after what is in it: the owner of the outermost says that the whole is done. */
            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.setAttribute(visited, "unix:uid", uid);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private boolean works() {
        try {
            return outputOf(command(List.of("id", "-u"))).matches("[1-9][0-9]*");
        } catch (IOException e) {
            return false;
        }
    }

    private static String outputOf(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? output.strip() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while trying " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
