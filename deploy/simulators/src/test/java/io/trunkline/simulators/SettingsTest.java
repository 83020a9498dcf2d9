package io.trunkline.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Map<String, String> LEAST = Map.of("SMSC_SYSTEM_ID", "suite", "SMSC_PASSWORD", "secret-8");

    @Test
    void everythingButWhoMayBindHasAStandard() {
        Settings settings = Settings.of(LEAST);

        assertThat(settings).isEqualTo(new Settings(12775, 18090, "suite", "secret-8", 18091, null));
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(Settings.of(LEAST)).asString().doesNotContain("secret-8");
    }

    @ParameterizedTest
    @CsvSource({
        "SMSC_SYSTEM_ID,''",
        "SMSC_SYSTEM_ID,sixteen-letters!",
        "SMSC_PASSWORD,''",
        "SMSC_PASSWORD,nine-char",
        "SMSC_PORT,smpp",
        "SMSC_PORT,65536",
        "SMSC_PAGE_PORT,-1",
        "ACQUIRER_PORT,bank"
    })
    void whatMakesNoSenseIsNamed(String name, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(name, value);

        assertThatThrownBy(() -> Settings.of(environment)).hasMessageStartingWith(name);
    }

    @Test
    void aBankNeedsWhatItSignsItsCallbacksWith() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("ACQUIRER_PASSWORD", "of the bank");

        assertThatThrownBy(() -> Settings.of(environment)).hasMessageStartingWith("ACQUIRER_CALLBACK_SECRET");

        environment.put("ACQUIRER_CALLBACK_SECRET", "of its callbacks");
        assertThat(Settings.of(environment)).asString().doesNotContain("of the bank", "of its callbacks");
    }
}
