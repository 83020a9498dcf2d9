package io.trunkline.local.program;

import io.trunkline.local.folder.FolderTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a module's build leaves in its {@code target} folder. */
enum Packaging {
    /** A folder {@code quarkus-app} with everything in it. */
    QUARKUS {
        @Override
        String jar(String name) {
            return "quarkus-run.jar";
        }

        @Override
        Path built(Path target, String name) {
            return target.resolve("quarkus-app").resolve(jar(name));
        }

        @Override
        void copy(Path target, String name, Path run) throws IOException {
            FolderTree.copy(target.resolve("quarkus-app"), run);
        }
    },
    /** A jar with the module's name whose manifest points to the jars in {@code lib}. */
    JAR {
        @Override
        String jar(String name) {
            return name + ".jar";
        }

        @Override
        Path built(Path target, String name) {
            return target.resolve(jar(name));
        }

        @Override
        void copy(Path target, String name, Path run) throws IOException {
            FolderTree.delete(run);
            FolderTree.copy(target.resolve("lib"), run.resolve("lib"));
            Files.copy(built(target, name), run.resolve(jar(name)), StandardCopyOption.COPY_ATTRIBUTES);
        }
    };

    /** The jar to run, in the folder of the copy. */
    abstract String jar(String name);

    /** The jar to run, where the build leaves it. */
    abstract Path built(Path target, String name);

    /** Makes {@code run} a copy that runs by itself. */
    abstract void copy(Path target, String name, Path run) throws IOException;
}
