package io.trunkline.kit.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;

/** How access tokens are checked. */
@ConfigMapping(prefix = "trunkline.auth")
public interface AuthConfig {

    /** Who must have issued a token: its {@code iss}. */
    String issuer();

    /** Whom a token must be meant for: its {@code aud}. */
    @WithDefault("trunkline")
    String audience();

    /** Where the keys of the issuer are (JWKS, RFC 7517). */
    URI jwks();

    /** How often the keys are read again; a key is announced for longer than this before it signs. */
    @WithDefault("PT5M")
    Duration jwksRefresh();

    /** The least time between two reads that unknown key ids cause. */
    @WithDefault("PT5S")
    Duration jwksLeastInterval();

    /** Verified tokens that are remembered, so that a signature is checked once per token. */
    @WithDefault("10000")
    @Min(1)
    int rememberedTokens();

    /** How far back revocations are read at start: longer than an access token lives. */
    @WithDefault("PT15M")
    Duration revocationsKept();
}
