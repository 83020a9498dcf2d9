package io.trunkline.vouchers.payment.sberbank;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.vouchers.payment.NoticeRefused;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SberbankCallbackTest {

    /** Made with {@code openssl dgst -sha256 -hmac}, over the parameters in the order of their names. */
    private static final String CHECKSUM = "8119453ACE70A8CB6A51A019542FC389DBC13BF82BEF43C538B0A7D2B3DB2897";

    private final SberbankCallback callback = new SberbankCallback("of its callbacks");
    private final Map<String, String> parameters = new HashMap<>(Map.of(
            "orderNumber", "0199e3a05d3c7b0a9c1e0d6f4b1a2c3d",
            "mdOrder", "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe",
            "operation", "deposited",
            "amount", "2000",
            "status", "1",
            "sign_alias", "any",
            "checksum", CHECKSUM));

    @Test
    void whatTheBankHasSignedIsTheBanks() {
        assertThatCode(() -> callback.verify(parameters)).doesNotThrowAnyException();
    }

    @Test
    void anyOtherValueIsNot() {
        parameters.put("amount", "2001");

        assertThatThrownBy(() -> callback.verify(parameters)).isInstanceOf(NoticeRefused.class);
    }

    @Test
    void aParameterMoreIsNot() {
        parameters.put("status2", "1");

        assertThatThrownBy(() -> callback.verify(parameters)).isInstanceOf(NoticeRefused.class);
    }

    @Test
    void anotherKeyIsNot() {
        assertThatThrownBy(() -> new SberbankCallback("guessed").verify(parameters))
                .isInstanceOf(NoticeRefused.class);
    }

    @Test
    void nothingIsProvenWithoutAChecksum() {
        parameters.remove("checksum");

        assertThatThrownBy(() -> callback.verify(parameters)).isInstanceOf(NoticeRefused.class);
    }
}
