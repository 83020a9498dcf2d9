package io.trunkline.vouchers.payment.sberbank;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.vouchers.payment.NoticeRefused;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SberbankCallbackTest {

    private static final String SECRET = "of its callbacks";

    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIDETCCAfmgAwIBAgIUSlAmHY9RiuZEr7hfiOalWe/LEKkwDQYJKoZIhvcNAQEL
            BQAwFzEVMBMGA1UEAwwMYmFuay5leGFtcGxlMCAXDTI2MTEyMTEyMTQxNloYDzIx
            MjYxMDI4MTIxNDE2WjAXMRUwEwYDVQQDDAxiYW5rLmV4YW1wbGUwggEiMA0GCSqG
            SIb3DQEBAQUAA4IBDwAwggEKAoIBAQDLtEy9wVENjjAzto0flGxmrI4mv/skrJAI
            QqaEhthpk8PNfyAZCA8Aq3oiHE/t970Dj6OpZjREJ6v+FbWF2tjZNwFdQ0TrjFpI
            Cgh+gLVF+Ka4ffP4Y24dmKIVtbuBdXNiih5HF4PQc6uLBUsY65LyeW8SYowWAd73
            Pf5UE5Wv2dLbM8QRQybbndUnckvBfxXWeVTuT8MuF/U2ay2pE9LhxFaGdkukzwwH
            DKqE2nsA7X59t2zmCPKqLme9lTpN/Nfn2y6x6kshX2IecVchCNZ1zORhoBB+C0Gt
            7oaaLIk2LpQzGQ5gzsiEbWENIPGUUSoCXHvVedrkg1+nC5SnGi/VAgMBAAGjUzBR
            MB0GA1UdDgQWBBSG7kebxkhQpeGhgAJsC93ZnJJhEzAfBgNVHSMEGDAWgBSG7keb
            xkhQpeGhgAJsC93ZnJJhEzAPBgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUA
            A4IBAQBAgco90lJTmISMaAP3Lb4aENnH//+0o1qpAMMXOnNZeZ6xH8d3x8bwjumD
            1nLzh6LK9XCvWaFy7Og4fSaioFzUP3FN3LsQbNB6Fs0m2K+c4CSPEK6Y3Euthx9z
            gxl/+2WEhsv5D1j7LZqYXbxsfkZaPUqbVMa+I/L9DPibnEk+eURtU9JrdcLNT98G
            OvpkNY1Y91Oi1su0T0WiS+uH3t1Lv5g6+LMbdh8vgUN1PSoTPKozSfLvJqBIrWBg
            tc3mO2JxAFVa9WE+cOkfmUFEGNJ8rRObDjkWWnZ5QSGom1NZG72h/cvDsOp4d65Q
            m4DKlHH91hAKEk3Y1WX08YLf1fFD
            -----END CERTIFICATE-----
            """;

    /** Both ways; the checksums were made with openssl, over the parameters in the order of their names. */
    private enum Way {
        SHARED_KEY("8119453ACE70A8CB6A51A019542FC389DBC13BF82BEF43C538B0A7D2B3DB2897"),
        CERTIFICATE("""
            13494DECA33BC5033EAFCA4059BF03550C19116F741B470255AD7A91B7F25F5DE3A07897F72C3DA0C8412917CEC258201F4E\
            4274E8F3EF6918F86EA136EFADE182CECC71E2E239E0DF53AEDA54CE059DD46DDD84FAFF4D07244C34B8962325EC4773573A\
            7F38BC8D40B9DB88C51C2E36195CCB0B041735948154895F7CDAA48D959FE037A7E94A205F2781C01FFAD95B23D2A0C6C30D\
            57691D5050AEB4CC552EADF838A013D08468E66A281025CA2DA298C94FC95B4F093261C56BA2EDF59AE697728D689407DD96\
            BA8155059C7741C634CB000530E3B4AA428230D086FFF208C40A1238E45CC2DBCEBC3ED0DFB9E82A43A6B9F8CF6B1E598ECC\
            523CA4A4BE9C""");

        private final String checksum;

        Way(String checksum) {
            this.checksum = checksum;
        }

        private SberbankCallback callback() {
            return new SberbankCallback(this == SHARED_KEY ? new SharedKey(SECRET) : new BankCertificate(PEM));
        }

        private Map<String, String> parameters() {
            return new HashMap<>(Map.of(
                    "orderNumber", "0199e3a05d3c7b0a9c1e0d6f4b1a2c3d",
                    "mdOrder", "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe",
                    "operation", "deposited",
                    "amount", "2000",
                    "status", "1",
                    "sign_alias", "any",
                    "checksum", checksum));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheBankHasSignedIsTheBanks(Way way) {
        assertThatCode(() -> way.callback().verify(way.parameters())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void anyOtherValueIsNot(Way way) {
        Map<String, String> parameters = way.parameters();
        parameters.put("amount", "2001");

        refused(way, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void aParameterMoreIsNot(Way way) {
        Map<String, String> parameters = way.parameters();
        parameters.put("status2", "1");

        refused(way, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsProvenWithoutAChecksum(Way way) {
        Map<String, String> parameters = way.parameters();
        parameters.remove("checksum");

        refused(way, parameters);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoChecksumIsNoProof(Way way) {
        Map<String, String> parameters = way.parameters();
        parameters.put("checksum", "not hexadecimal");

        refused(way, parameters);
    }

    @Test
    void anotherKeyIsNotTheBanks() {
        SberbankCallback callback = new SberbankCallback(new SharedKey("guessed"));

        assertThatThrownBy(() -> callback.verify(Way.SHARED_KEY.parameters())).isInstanceOf(NoticeRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
    void whatIsNoCertificateFailsTheStart(String pem) {
        assertThatThrownBy(() -> new BankCertificate(pem)).isInstanceOf(IllegalStateException.class);
    }

    private static void refused(Way way, Map<String, String> parameters) {
        assertThatThrownBy(() -> way.callback().verify(parameters)).isInstanceOf(NoticeRefused.class);
    }
}
