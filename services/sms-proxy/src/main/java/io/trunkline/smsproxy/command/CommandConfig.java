package io.trunkline.smsproxy.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How messages of the system itself are sent: one-time codes and notices. */
@ConfigMapping(prefix = "sms-proxy.command")
interface CommandConfig {

    /** What recipients see: a number of yours with its plus, a short code, or up to 11 letters and digits. */
    @WithDefault("Trunkline")
    @Size(min = 1, max = 16)
    String sender();

    /** The carrier accounts that are tried after the default one. */
    Optional<List<String>> fallbackCarriers();

    /** Messages an hour to all numbers that begin so, such as {@code +7}; the longest that fits counts. */
    Map<String, @Min(0) Integer> budgets();

    /** Messages an hour to each country that has no budget of its own. */
    @WithDefault("1000")
    @Min(0)
    int budgetPerCountry();
}
