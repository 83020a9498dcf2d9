package io.trunkline.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FakeSuite suite;
    private Path adminPassword;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        suite = new FakeSuite();
        adminPassword = folder.resolve("admin-password");
        Files.writeString(adminPassword, "the-admins-own-secret\n");
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void tellsEachStepWithItsRequestAndAnswer() throws Exception {
        assertThat(play(suite.address())).as(output()).isTrue();

        assertThat(output())
                .containsSubsequence(
                        "> POST /v1/sign-ups\n",
                        "\"phone\":\"+4477009",
                        "< 202  id=s1",
                        "SMS: *** is your code",
                        "{\"code\":\"***\"}",
                        "grant_type=password",
                        "username=admin&password=***",
                        "> POST /v1/voucher-batches  Authorization: Bearer ***  Idempotency-Key: ",
                        "1,***1ZHW,5.00,EUR",
                        "< 201  voucherId=v1",
                        "< 409  type=urn:trunkline:problem:x",
                        "> DELETE /v1/sessions/s2",
                        "< 401",
                        "== Calls that are paid for ==",
                        "< 200  imported=1  refused=0",
                        "destination=United Kingdom mobile  perMinute=1.2",
                        "price 6.10, charged 3.58",
                        "< 200  state=depleted",
                        "== A masked conversation ==",
                        "Ada reads: The start",
                        "Ada to Bob: Are you on your way?",
                        "Bob to Ada: Five minutes",
                        "> POST /webhooks/web/***",
                        "13 messages out, all delivered",
                        "Bob reads: The end",
                        "Ada reads: No session",
                        "== Money by card ==",
                        "> POST /v1/payments  Authorization: Bearer ***  Idempotency-Key: ",
                        "decision=pay",
                        "< 200  number=m1",
                        "decision=tell",
                        "All 48 steps went as expected.");
    }

    @Test
    void showsNoSecret() throws Exception {
        play(suite.address());

        assertThat(suite.secrets()).contains("the-admins-own-secret").hasSize(8);
        assertThat(output()).doesNotContain(suite.secrets().toArray(String[]::new));
    }

    @Test
    void takesAnotherNumberIfOneHasAnAccount() throws Exception {
        suite.haveAccounts(2);

        assertThat(play(suite.address())).isTrue();
        assertThat(output()).contains("The number has an account from an earlier run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /v1/sign-ups                 | 429 | {}                        | POST /v1/sign-ups: expected 202, came 429
            POST /v1/sign-ups/s1/confirmation | 201 | {"id":"1","phone":"+441","roles":[]} | The account's phone: expected +4477009
            POST /oauth2/token                | 200 | {"token_type":"Bearer"}   | Expected /expires_in in the answer
            POST /v1/voucher-batches          | 201 | {"id":"b1","state":"issued","count":100,"credit":1} | The batch's state: expected draft
            POST /v1/voucher-batches/b1/codes | 200 | serial,code               | The list's header line: expected serial,code,credit
            POST /v1/voucher-activations      | 404 | {}                        | expected 201, came 404
            POST /v1/voucher-activations #2   | 201 | {}                        | expected 409, came 201
            GET /v1/balance                   | 200 | {"balances":[]}           | Her balances: expected 1, came 0
            GET /v1/balance #2                | 200 | {"balances":[{"amount":"10.00","currency":"EUR"}]} | expected 5.00 EUR, came 10.00 EUR
            GET /v1/ledger-entries            | 200 | {"items":[]}              | Her ledger entries: expected 1, came 0
            GET /v1/ledger-entries            | 200 | not json                  | Expected JSON
            GET /v1/sessions                  | 200 | {"items":[]}              | Expected a current session
            DELETE /v1/sessions/s2            | 404 | {}                        | expected 204, came 404
            POST /v1/tariffs/t1/versions/n1/rates | 400 | {}                    | expected 200, came 400
            GET /v1/rated-events              | 200 | {"items":[{"source":"call:c61","price":{"amount":"1.30"}}]} | The call's price: expected 1.42, came 1.30
            GET /v1/vouchers/v1               | 200 | {"state":"depleted","creditTotal":{"amount":"5.00"},"creditRemaining":{"amount":"0.00"}} | The voucher's state: expected active
            POST /v1/numbers                  | 403 | {}                        | expected 201, came 403
            POST /v1/proxy-sessions           | 201 | {"id":"1","status":"open","expiresAt":"x"} | What Ada sees: expected +44
            POST /messages                    | 503 | {}                        | The telephone's answer: expected 202, came 503
            POST /webhooks/web/the-webhooks-own-secret | 403 | {}               | POST /webhooks/web/***: expected 200, came 403
            GET /v1/proxy-sessions/p1/interactions | 200 | {"items":[]}         | Messages delivered: expected 13, came 0
            DELETE /v1/proxy-sessions/p1      | 409 | {}                        | expected 200, came 409
            POST /v1/payments                 | 503 | {}                        | POST /v1/payments: expected 201, came 503
            POST /payment/page/o1             | 404 | {}                        | expected 303, came 404
            GET /v1/payments/m1               | 200 | {"state":"failed"}        | The payment's state: expected succeeded, came failed
            GET /v1/payments/m1/receipt       | 409 | {}                        | expected 200, came 409
            POST /payment/page/o1 #2          | 502 | {}                        | expected 303, came 502
            """)
    void endsAtTheFirstDifference(String call, int status, String body, String difference) throws Exception {
        suite.answer(call, status, body);

        assertThat(play(suite.address())).isFalse();
        assertThat(output()).contains("DIFFERS at step ", difference).doesNotContain("went as expected");
    }

    @Test
    void aListThatIsTooShortDiffers() throws Exception {
        suite.answer("POST /v1/voucher-batches/b1/codes", 200, FakeSuite.csv(99));

        assertThat(play(suite.address())).isFalse();
        assertThat(output()).contains("Codes in the list: expected 100, came 99");
    }

    @Test
    void aTokenThatOutlivesItsSessionDiffers() throws Exception {
        for (int call = 3; call < 20_000; call++) {
            suite.answer("GET /v1/balance #" + call, 200, "{\"balances\":[]}");
        }

        assertThat(play(suite.address())).isFalse();
        assertThat(output()).contains("GET /v1/balance: expected 401, came 200");
    }

    @Test
    void saysWhatToDoIfNothingRuns() throws Exception {
        URI nowhere = suite.address();
        suite.close();

        assertThat(play(nowhere)).isFalse();
        assertThat(output()).contains("Is the suite running? ./suite up");
    }

    @Test
    void saysWhichPasswordFileIsMissing() throws Exception {
        Files.delete(adminPassword);

        assertThat(play(suite.address())).isFalse();
        assertThat(output()).contains("Expected the admin's password in " + adminPassword);
    }

    private boolean play(URI address) throws InterruptedException {
        return Demo.play(
                address,
                address,
                (account, to, seconds) -> suite.call(seconds),
                adminPassword,
                FakeSuite.WEBHOOK_SECRET,
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
