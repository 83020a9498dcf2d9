package io.trunkline.bench.codes;

import io.trunkline.bench.machine.Child;
import io.trunkline.bench.machine.Tool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Somebody with GnuPG and a key of his own: the only one who can read an export. */
final class PrintShop implements AutoCloseable {

    private static final String NAME = "codes@print.example";
    private static final String ENCRYPTED = ".pgp";

    private final Path home;

    private PrintShop(Path home) {
        this.home = home;
    }

    /** @param folder for keys and files */
    static PrintShop open(Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectory(
                folder.resolve("print-shop"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        PrintShop shop = new PrintShop(home);
        shop.gpg(List.of("--passphrase", "", "--quick-generate-key", NAME, "default", "default", "never"));
        return shop;
    }

    /** Armoured. */
    String publicKey() throws IOException, InterruptedException {
        return gpg(List.of("--armor", "--export", NAME));
    }

    /** Every line of an archive's messages, in the order of their names. */
    List<String> decrypt(byte[] archive) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(home, "files");
        List<String> files = unpack(archive, folder);
        List<String> command = new ArrayList<>(List.of("--decrypt-files"));
        command.addAll(files);
        gpg(command);
        List<String> lines = new ArrayList<>();
        for (String file : files.stream().sorted().toList()) {
            lines.addAll(Files.readAllLines(Path.of(file.substring(0, file.length() - ENCRYPTED.length()))));
        }
        return lines;
    }

    private static List<String> unpack(byte[] archive, Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(Path.of(entry.getName()).getFileName());
                files.add(Files.write(file, zip.readAllBytes()).toString());
            }
        }
        return files;
    }

    private String gpg(List<String> arguments) throws IOException, InterruptedException {
        return Child.run(
                Stream.concat(Stream.of(Tool.GPG.path(), "--batch", "--quiet"), arguments.stream())
                        .toList(),
                Map.of("GNUPGHOME", home.toString()));
    }

    /** GnuPG has left a helper running that holds the keys. */
    @Override
    public void close() throws IOException, InterruptedException {
        Child.run(List.of(Tool.GPGCONF.path(), "--kill", "all"), Map.of("GNUPGHOME", home.toString()));
    }
}
