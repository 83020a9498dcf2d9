package io.trunkline.sessions.admin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the first administrator comes into being. Both only count while there is none; one of them is needed then. */
@ConfigMapping(prefix = "sessions.admin")
public interface AdminConfig {

    /** The password of the first administrator, chosen by whoever installs. */
    Optional<String> password();

    /** Where a generated password is written, readable by the owner only. Ignored if one is given. */
    Optional<Path> passwordFile();

    /** How long the start waits for the database. */
    @WithDefault("PT30S")
    Duration patience();
}
