package io.trunkline.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.gateway.Client;
import io.trunkline.gateway.EdgeTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RoutingTest extends EdgeTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/account,sessions",
        "/v1/account/password,sessions",
        "/v1/accounts,sessions",
        "/v1/accounts/1/roles,sessions",
        "/v1/sessions,sessions",
        "/v1/clients,sessions",
        "/v1/voucher-batches/1/codes,vouchers",
        "/v1/voucher-activations,vouchers",
        "/v1/vouchers,vouchers",
        "/v1/vouchers/0/void,vouchers",
        "/v1/balance,vouchers",
        "/v1/ledger-entries?limit=2&cursor=a%2Fb,vouchers",
        "/v1/tariffs/1/versions/2/rates,vouchers",
        "/v1/call-pricing/+34600123456,vouchers",
        "/v1/rated-events?refused=true,vouchers",
        "/v1/contracts/1/entries?limit=2,vouchers",
        "/v1/contracts/1/phones/+79161234567,vouchers",
        "/api/user/getPaymentsList,vouchers",
        "/api/user/getBillingList,vouchers",
        "/api/pay/prepare,vouchers",
        "/v1/statements/EUR?from=2026-11-01,vouchers",
        "/v1/payments/1/receipt,vouchers"
    })
    void sendsAPathToItsService(String path, String service) {
        JsonObject told = client.told(client.request(path, Client.aToken()));

        assertThat(told.getString("service")).isEqualTo(service);
        assertThat(told.getString("uri")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sign-ups",
                "/v1/sign-ups/1/confirmation",
                "/v1/one-time-codes",
                "/oauth2/token",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/jwks",
                "/.well-known/oauth-authorization-server"
            })
    void needsNoTokenToSignIn(String path) {
        assertThat(client.told(client.request(path)).getString("service")).isEqualTo("sessions");
    }

    @Test
    void paymentProvidersNeedNoToken() {
        assertThat(client.told(client.request("/webhooks/payments/sberbank?status=1"))
                        .getString("service"))
                .isEqualTo("vouchers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/accountant",
                "/v1/balances",
                "/v2/account",
                "/oauth2x",
                "/.well-known/other",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/dev",
                "/q",
                "/q/healthy",
                "/V1/account",
                "/api",
                "/api/user",
                "/api/user/getPaymentsListX",
                "/docsx"
            })
    void doesNotForwardWhatIsNotPublic(String path) {
        HttpResponse<String> response = client.get(path, Client.aToken());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(new JsonObject(response.body()).getString("instance")).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/sign-ups/../account",
                "/v1/sign-ups/..;/account",
                "/v1/sign-ups/%2e%2e/account",
                "/v1/sign-ups/.%2E/account",
                "/v1/sign-ups/%2e%2e%2faccount",
                "/v1/sign-ups/..%2faccount",
                "/v1/sign-ups/..%5caccount",
                "/v1/sign-ups/..\\account",
                "/v1/sign-ups//../account",
                "//v1/account",
                "/v1//account",
                "/v1/./account",
                "/v1/sign-ups/%252e%252e/account",
                "/oauth2/token/../../v1/account",
                "/v1/sign-ups/%0d%0aX-Evil:%20yes",
                "/v1/sign-ups/%00",
                "/v1/sign-ups/../../q/metrics",
                "/q/health/../metrics",
                "/docs/../q/metrics",
                "http://elsewhere/v1/sign-ups/../account"
            })
    void refusesAPathThatCouldBeReadInAnotherWay(String path) throws IOException {
        String answer = client.raw("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").doesNotContain("\"service\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%61ccount", "/v1/account/", "/v1/account/%70assword", "http://elsewhere/v1/account"})
    void demandsATokenHoweverThePathIsWritten(String path) throws IOException {
        String answer = client.raw("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void aLineBreakInAPathEndsTheRequestLine() throws IOException {
        String answer =
                client.raw("GET /v1/sign-ups\r\nX: /v1/account HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).doesNotContain("\"service\"");
    }

    @Test
    void passesThePathOfAnAbsoluteAddressOn() throws IOException {
        String answer =
                client.raw("GET http://elsewhere/oauth2/jwks?a=b HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"uri\":\"/oauth2/jwks?a=b\"");
    }

    @Test
    void passesMethodsThatItKnows() {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            JsonObject told =
                    client.told(client.request("/v1/account", Client.aToken()).method(method, BodyPublishers.noBody()));

            assertThat(told.getString("method")).isEqualTo(method);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PURGE", "CONNECT"})
    void refusesOtherMethods(String method) throws IOException {
        String answer = client.raw(method + " /v1/account HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: GET, HEAD");
    }

    @Test
    void passesAnAnswerWithoutABody() throws IOException {
        String answer = client.raw("DELETE /v1/account/nothing HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer "
                + Client.aToken() + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 204 ")
                .doesNotContainIgnoringCase("transfer-encoding")
                .endsWith("\r\n\r\n");
    }

    @Test
    void answersAHeadRequestWithoutABody() throws IOException {
        String answer = client.raw("HEAD /oauth2/jwks HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainIgnoringCase("transfer-encoding")
                .endsWith("\r\n\r\n");
    }

    @Test
    void servesOldClients() throws IOException {
        String answer = client.raw("POST /oauth2/echo HTTP/1.0\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(answer)
                .contains(" 200 ")
                .doesNotContainIgnoringCase("transfer-encoding")
                .endsWith("\r\n\r\nhello");
    }

    @Test
    void refusesHeadersThatAreTooLong() throws IOException {
        String answer =
                client.raw("GET /oauth2/jwks HTTP/1.1\r\nHost: here\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void refusesTwoOfWhatMustBeOne() throws IOException {
        String answer = client.raw("GET /v1/account HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + Client.aToken()
                + "\r\nAuthorization: Bearer other\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void twoLengthsOfABodyAreNoRequest() throws IOException {
        String answer = client.raw("POST /oauth2/echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n"
                + "Content-Length: 50\r\nConnection: close\r\n\r\nhello");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
}
