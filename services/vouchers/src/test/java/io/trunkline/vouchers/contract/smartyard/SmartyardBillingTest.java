package io.trunkline.vouchers.contract.smartyard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingConfig;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.BillingSystemContract;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ServiceKind;
import io.trunkline.vouchers.contract.Subscription;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartyardBillingTest extends BillingSystemContract {

    private static final E164 ANNA = new E164("+79161234567");
    private static final long DIGITS = 79161234567L;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final BillingPeer peer = new BillingPeer();
    private final SmartyardBilling billing = at(peer.url());

    @AfterEach
    void close() {
        peer.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private SmartyardBilling at(URI url) {
        BillingConfig config = new FixedConfig(url);
        // Nothing here pays: there are no invoices.
        return new SmartyardBilling(
                new SmartyardClient(config, vertx, new ObjectMapper()), new BillingInvoices(null), config);
    }

    private record FixedConfig(URI address) implements BillingConfig {

        @Override
        public Optional<URI> url() {
            return Optional.of(address);
        }

        @Override
        public Optional<String> authorization() {
            return Optional.of("Basic c2VjcmV0");
        }

        @Override
        public String currency() {
            return "RUB";
        }

        @Override
        public Duration connect() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration answer() {
            return Duration.ofSeconds(1);
        }
    }

    @Override
    protected BillingSystem billing() {
        return billing;
    }

    @Override
    protected void keeps(String name, long balance, E164... phones) {
        JsonObject account = BillingPeer.anAccount(name)
                .put("contractName", name)
                .put("balance", Money.ofMinor(balance, "RUB").amount());
        for (E164 phone : phones) {
            peer.keep(SmartyardBilling.digits(phone), account);
        }
    }

    @Test
    void isAskedByTheDigitsOfTheTelephoneAndShownWhoAsks() {
        contractsOf(ANNA);

        BillingPeer.Asked asked = peer.asked().getFirst();
        assertThat(asked.operation()).isEqualTo("getlist");
        assertThat(asked.body()).isEqualTo(new JsonObject().put("phone", DIGITS));
        assertThat(asked.authorization()).isEqualTo("Basic c2VjcmV0");
    }

    @Test
    void anAccountBecomesAContract() {
        peer.keep(
                DIGITS,
                BillingPeer.anAccount("84235")
                        .put("blocked", "t")
                        .put("lcab", "https://billing.example/cabinet")
                        .put("lcabPay", "https://billing.example/pay"));

        Contract contract = contractsOf(ANNA).getFirst();

        assertThat(contract.id()).isEqualTo("84235");
        assertThat(contract.clientId()).isEqualTo("84235");
        assertThat(contract.name()).isEqualTo("FL-84235");
        assertThat(contract.address()).isEqualTo("Lesnaya 5, flat 1");
        assertThat(contract.blocked()).isTrue();
        assertThat(contract.balance()).isEqualTo(Money.of("123.45", "RUB"));
        assertThat(contract.bonus()).isEqualTo(Money.of("10", "RUB"));
        assertThat(contract.advised()).isEqualTo(Money.of("50.5", "RUB"));
        assertThat(contract.cabinetUrl()).hasToString("https://billing.example/cabinet");
        assertThat(contract.paymentUrl()).hasToString("https://billing.example/pay");
    }

    @ParameterizedTest
    @CsvSource({
        "100.30000000000001, 100.30",
        "-0.005, 0.00",
        "-12.345, -12.34",
        "1e3, 1000.00",
        "'\"-7.5\"', -7.50",
        "null, 0.00"
    })
    void numbersThatWereFloatingPointOnesAreRoundedToKopecks(String json, String balance) {
        peer.answers(200, listOf("{\"clientId\": 1, \"balance\": %s}".formatted(json)));

        assertThat(contractsOf(ANNA).getFirst().balance()).isEqualTo(Money.of(balance, "RUB"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "7",
                "null",
                "\"text\"",
                "[]",
                "{\"clientId\": null}",
                "{\"clientId\": {\"id\": 1}}",
                "{\"clientId\": \"with space\"}",
                "{\"clientId\": \"0123456789012345678901234567890123456789012345678901234567890\"}",
                "{\"clientId\": 1, \"balance\": \"a lot\"}",
                "{\"clientId\": 1, \"balance\": [1]}",
                "{\"clientId\": 1, \"balance\": 1e999}",
                "{\"clientId\": 1, \"balance\": 1e-999}",
                "{\"clientId\": 1, \"balance\": 1000000000000.01}",
                "{\"clientId\": 1, \"balance\": true}",
                "{\"clientId\": 1, \"blocked\": \"perhaps\"}",
                "{\"clientId\": 1, \"contractName\": {}}",
                "{\"clientId\": 1, \"services\": \"internet\"}",
                "{\"clientId\": 1, \"lcab\": \"javascript:alert(1)\"}",
                "{\"clientId\": 1, \"lcabPay\": \"http://\"}"
            })
    void aRowThatMakesNoSenseIsLeftOutAndTheOthersAreThere(String spoilt) {
        peer.answers(200, listOf("{\"clientId\": 5}", spoilt, "{\"clientId\": 6}"));

        assertThat(contractsOf(ANNA)).extracting(Contract::id).containsExactly("5", "6");
    }

    @Test
    void servicesThatNobodyKnowsHereAreNotShown() {
        peer.answers(
                200, listOf("{\"clientId\": 1, \"services\": [\"gsm\", \"barrier\", 7, null, {}, \"gsm\", \"ctv\"]}"));

        assertThat(contractsOf(ANNA).getFirst().subscriptions())
                .extracting(Subscription::kind)
                .containsExactly(ServiceKind.CTV, ServiceKind.GSM);
    }

    @Test
    void whatNoTelephoneCanShowDoesNotGoOnToOne() {
        peer.answers(200, listOf("{\"clientId\": 1, \"clientName\": \"Anna\\u0000\\n\\ud800Petrova\"}"));

        assertThat(contractsOf(ANNA).getFirst().holder()).isEqualTo("Anna   Petrova");
    }

    @Test
    void showsAHundredContractsAtMost() {
        peer.answers(
                200,
                listOf(IntStream.range(1, 150)
                        .mapToObj("{\"clientId\": %d}"::formatted)
                        .toArray(String[]::new)));

        assertThat(contractsOf(ANNA)).hasSize(Contract.MOST);
    }

    @ParameterizedTest
    @CsvSource({"204, ''", "404, 'Not Found'", "200, '{\"code\": 204}'", "200, '{\"code\": 404, \"data\": {}}'"})
    void aTelephoneThatItDoesNotKnowHasNoContracts(int status, String body) {
        peer.answers(status, body);

        assertThat(contractsOf(ANNA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500, '{\"error\": \"at line 7: secret\"}'",
        "302, ''",
        "401, '{\"code\": 401}'",
        "200, ''",
        "200, '<html>secret</html>'",
        "200, '[]'",
        "200, '7'",
        "200, '{\"data\": []}'",
        "200, '{\"code\": 500, \"message\": \"secret\"}'",
        "200, '{\"code\": 200, \"data\": \"secret\"}'",
        "200, '{\"code\": 200, \"data\": {\"secret\": 1}}'",
        "200, '{\"code\": 200, \"data\": []'"
    })
    void anAnswerThatCannotBeUsedIsSaidInOurWords(int status, String body) {
        peer.answers(status, body);

        Refused refused = refusal();

        assertThat(refused.type()).isEqualTo(KitProblem.BAD_GATEWAY);
        assertThat(refused.detail()).doesNotContain("secret");
    }

    @Test
    void anAnswerDeeperThanAnyListIsNotReadToItsEnd() {
        peer.answers(200, "{\"code\": 200, \"data\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(refusal().type()).isEqualTo(KitProblem.BAD_GATEWAY);
    }

    @Test
    void silenceIsNotWaitedOutForEver() {
        peer.staysSilent();

        Refused refused = refusal();

        assertThat(refused.type()).isEqualTo(KitProblem.UNAVAILABLE);
        assertThat(refused.retryAfter()).isPositive();
    }

    @Test
    void aHangUpIsSilence() {
        peer.hangsUp();

        assertThat(refusal().type()).isEqualTo(KitProblem.UNAVAILABLE);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        peer.talksForEver();

        assertThat(refusal().type()).isEqualTo(KitProblem.UNAVAILABLE);
    }

    @Test
    void aSystemThatIsGoneIsSilence() {
        peer.close();

        assertThat(refusal().type()).isEqualTo(KitProblem.UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://billing.example/", "mailto:x", "https:///path", "http://host/?x=1"})
    void itsAddressIsOnTheWeb(String address) {
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> at(URI.create(address))))
                .hasMessageContaining("vouchers.billing.url");
    }

    private Refused refusal() {
        return catchThrowableOfType(Refused.class, () -> contractsOf(ANNA));
    }

    /** An answer whose list has one account at each address. */
    private static String listOf(String... accounts) {
        String rows = Stream.of(accounts).map("{\"accounts\": [%s]}"::formatted).collect(Collectors.joining(", "));
        return "{\"code\": 200, \"data\": [" + rows + "]}";
    }
}
