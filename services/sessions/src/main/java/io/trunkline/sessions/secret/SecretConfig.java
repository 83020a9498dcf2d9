package io.trunkline.sessions.secret;

import io.smallrye.config.ConfigMapping;

/** The one secret of this service. */
@ConfigMapping(prefix = "sessions.secret")
public interface SecretConfig {

    /**
     * At least 32 random bytes in Base64, the same for all replicas, from which every other key is derived. With another
     * secret a new signing key is made, codes on their way become worthless, throttles start anew; people stay signed in.
     */
    String root();
}
