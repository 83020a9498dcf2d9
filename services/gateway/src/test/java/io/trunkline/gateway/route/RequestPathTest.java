package io.trunkline.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/account",
                "/v1/account/",
                "/",
                "/v1/numbers/+4930123456",
                "/v1/files/a.b",
                "/v1/files/...",
                "/.well-known/oauth-authorization-server",
                "/v1/account;version=1",
                "/v1/%2B4930123456",
                "/v1/%C3%A4"
            })
    void leavesAloneWhatReadsOneWay(String path) {
        assertThat(RequestPath.normalized(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"/v1/%61ccount,/v1/account", "/v1/%2b49,/v1/%2B49", "/v1/%7Eme,/v1/~me"})
    void dropsNeedlessEscapes(String path, String normal) {
        assertThat(RequestPath.normalized(path)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1/account",
                "//v1/account",
                "/v1//account",
                "/v1/./account",
                "/v1/../account",
                "/v1/..",
                "/v1/.",
                "/v1/..;/account",
                "/v1/..;x=y",
                "/v1/.;",
                "/v1/;/account",
                "/v1/%2e%2e/account",
                "/v1/%2E./account",
                "/v1/.%2e/account",
                "/v1%2faccount",
                "/v1%2Faccount",
                "/v1%5caccount",
                "/v1\\account",
                "/v1/%00",
                "/v1/%0d%0aX:y",
                "/v1/%7f",
                "/v1/a b",
                "/v1/a\tb",
                "/v1/a\r\nb",
                "/v1/\u00e4",
                "/v1/a#b",
                "/v1/%",
                "/v1/%4",
                "/v1/%zz",
                "/v1/%252e%252e/account",
                "/v1/%252faccount",
                "/v1/..%3b/account"
            })
    void refusesWhatReadsMoreThanOneWay(String path) {
        assertThat(RequestPath.normalized(path)).isNull();
    }
}
