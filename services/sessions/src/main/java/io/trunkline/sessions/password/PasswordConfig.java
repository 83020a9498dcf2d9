package io.trunkline.sessions.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;

/** How passwords are hashed (argon2id), and how much of that goes on at once. */
@ConfigMapping(prefix = "sessions.password")
public interface PasswordConfig {

    /** Memory of one hash, in KiB. Stored hashes keep theirs until their owner signs in again. */
    @WithDefault("19456")
    @Min(8_192)
    @Max(1_048_576)
    int memory();

    /** Passes over that memory. */
    @WithDefault("2")
    @Min(1)
    @Max(100)
    int passes();

    /** Hashes that are worked on at once; each needs its memory from the heap. The default is the number of cores. */
    @Min(1)
    @Max(64)
    OptionalInt threads();

    /** Hashes that may wait; more are refused with 503. */
    @WithDefault("64")
    @Min(1)
    @Max(10_000)
    int queue();

    /** What a refused caller is told to wait. */
    @WithDefault("PT1S")
    Duration retryAfter();
}
