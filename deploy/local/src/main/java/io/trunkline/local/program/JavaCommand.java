package io.trunkline.local.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How Java programs of the suite are run: by the JDK of the launcher, small. */
final class JavaCommand {
    private JavaCommand() {}

    /**
     * The program and the options that keep it small: heaps start small and give back what they do not need.
     *
     * @param heap the most of Java heap, in MB
     */
    static List<String> small(int heap) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms16m",
                "-Xmx" + heap + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20",
                "-XX:TrimNativeHeapInterval=5000",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    }
}
