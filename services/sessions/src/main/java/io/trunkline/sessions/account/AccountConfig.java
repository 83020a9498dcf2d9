package io.trunkline.sessions.account;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** How accounts are named. */
@ConfigMapping(prefix = "sessions.account")
public interface AccountConfig {

    /**
     * The country (ISO 3166, such as {@code GB}) whose national form of telephone numbers is understood. Without it numbers
     * must be in the international form.
     */
    Optional<@Pattern(regexp = "[A-Z]{2}") String> region();
}
