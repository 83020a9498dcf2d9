package io.trunkline.bench.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a benchmark needs and that this project does not bring. */
public enum Tool {
    WRK("wrk", "wrk"),
    NGINX("nginx", "nginx-light"),
    PGBENCH("pgbench", "postgresql-15"),
    NODE("node", "nodejs"),
    NPM("npm", "npm"),
    BEARERBOX("bearerbox", "kannel"),
    SMSBOX("smsbox", "kannel"),
    GPG("gpg", "gnupg"),
    GPGCONF("gpgconf", "gnupg");

    /** Where Debian keeps programs that are not for everybody's path. */
    private static final List<String> FURTHER =
            List.of("/usr/sbin", "/usr/local/sbin", "/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/17/bin");

    private final String program;
    private final String debianPackage;

    Tool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    public boolean isInstalled() {
        return find().isPresent();
    }

    /** What to tell somebody who lacks it. */
    public String advice() {
        return program + " is missing; Debian has it in the package " + debianPackage + " (apt install " + debianPackage
                + ")";
    }

    /** @throws IllegalStateException if it is missing */
    public String path() {
        return find().orElseThrow(() -> new IllegalStateException(advice())).toString();
    }

    private Optional<Path> find() {
        Stream<String> path =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, FURTHER.stream())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
