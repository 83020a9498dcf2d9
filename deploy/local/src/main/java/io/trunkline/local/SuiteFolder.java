package io.trunkline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the suite keeps its state: {@code .suite/} in the checkout.
 *
 * @param checkout the root of the repository
 */
public record SuiteFolder(Path checkout) {
    public SuiteFolder {
        checkout = checkout.toAbsolutePath().normalize();
    }

    /** Creates the folder and those below it that programs expect. */
    public void create() throws IOException {
        Files.createDirectories(state());
        Files.createDirectories(logs());
        Files.createDirectories(runs());
    }

    /** All state: deleted as a whole by reset. */
    public Path state() {
        return checkout.resolve(".suite");
    }

    /** Held by the launcher for as long as it lives. */
    public Path lock() {
        return state().resolve("lock");
    }

    /** What runs, for other calls of the launcher. */
    public Path processes() {
        return state().resolve("processes");
    }

    public Path secrets() {
        return state().resolve("secrets.properties");
    }

    /** The generated password of the first admin, written by sessions. */
    public Path adminPassword() {
        return state().resolve("admin-password");
    }

    public Path postgres() {
        return state().resolve("postgres");
    }

    public Path kafka() {
        return state().resolve("kafka");
    }

    /** Class archives, which make starts fast. */
    public Path archives() {
        return state().resolve("archives");
    }

    public Path logs() {
        return state().resolve("logs");
    }

    public Path log(String program) {
        return logs().resolve(program + ".log");
    }

    /** Copies of what was built: a build beside a running suite does not pull files from under it. */
    public Path runs() {
        return state().resolve("run");
    }

    public Path run(String program) {
        return runs().resolve(program);
    }

    /** A path as the person at the terminal would write it. */
    public String display(Path path) {
        return checkout.relativize(path).toString();
    }
}
