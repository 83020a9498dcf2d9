package io.trunkline.vouchers.voucher;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The secrets behind the stored codes. */
@ConfigMapping(prefix = "vouchers.code")
interface CodeConfig {

    /** Base64 of at least 32 random bytes: the key that codes are hashed with is derived from it. */
    String secret();

    /**
     * Secrets of before, separated by commas: codes that were issued under them still work. New batches use the current one.
     */
    Optional<List<String>> retiredSecrets();
}
