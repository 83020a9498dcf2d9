package io.trunkline.bench.redeem;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.bench.machine.Api;
import io.trunkline.bench.redeem.VoucherShop.Issued;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people, two codes: each gets one. In every test but the first something is wrong, and has to be found. */
class AuditTest {

    private static final UUID BATCH = UUID.randomUUID();
    private static final UUID ANNA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final Try ANNA_WANTS_THE_FIRST = new Try(0, ANNA, "code-1", UUID.randomUUID());
    private static final Try BEN_WANTS_THE_FIRST = new Try(1, BEN, "code-1", UUID.randomUUID());
    private static final Try BEN_WANTS_THE_SECOND = new Try(2, BEN, "code-2", UUID.randomUUID());
    private static final String SPENT = "{\"type\":\"urn:trunkline:problem:voucher-spent\"}";

    @TempDir
    Path logs;

    private final List<Entry> entries = new ArrayList<>();
    private final List<CloudEvent> events = new ArrayList<>();
    private final List<Integer> brokenSeals = new ArrayList<>();
    private HttpServer service;
    private RedemptionLog log;
    private String balanceOfBen = "5.00";

    private record Entry(UUID account, UUID voucher, String amount, String balance) {}

    @BeforeEach
    void whatHasHappened() throws IOException {
        RedemptionLog.write(logs, List.of(new Issued(BATCH, 1, "code-1"), new Issued(BATCH, 2, "code-2")));
        log = new RedemptionLog(logs, 1);
        entries.add(new Entry(ANNA, FIRST, "5.00", "5.00"));
        entries.add(new Entry(BEN, SECOND, "5.00", "5.00"));
        tell(ANNA, FIRST);
        tell(BEN, SECOND);
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
    }

    @AfterEach
    void end() throws IOException {
        log.close();
        service.stop(0);
    }

    @Test
    void aPromiseThatWasKeptHasNoFindings() throws Exception {
        annaGetsTheFirst();
        benIsTooLate();
        log.asked(BEN_WANTS_THE_SECOND);
        log.answered(BEN_WANTS_THE_SECOND, RedemptionLog.NONE, "broken off");
        benGetsTheSecond();

        Audit audit = audit();

        assertThat(audit.examples()).isEmpty();
        assertThat(audit.figures())
                .containsEntry("tries", 3L)
                .containsEntry("requests", 4L)
                .containsEntry("answered with 201", 2L)
                .containsEntry("ledger entries", 2L);
    }

    @Test
    void twoWhoGotTheSameCode() throws Exception {
        annaGetsTheFirst();
        says(BEN_WANTS_THE_FIRST, 201, used(FIRST));
        benGetsTheSecond();

        assertThat(found())
                .containsKeys("codes with more than one 201", "201s for a voucher that somebody else has")
                .containsKey("201s without their ledger entry");
    }

    @Test
    void aCodeThatNobodyGot() throws Exception {
        says(ANNA_WANTS_THE_FIRST, 409, SPENT);
        benIsTooLate();
        benGetsTheSecond();

        assertThat(found())
                .containsKeys(
                        "codes that nobody got, though all who asked were answered",
                        "ledger entries that nobody was told of");
    }

    @Test
    void the201OfAnotherCode() throws Exception {
        annaGetsTheFirst();
        benIsTooLate();
        says(BEN_WANTS_THE_SECOND, 201, used(FIRST));

        assertThat(found()).containsKey("201s for the voucher of another code");
    }

    @Test
    void creditThatIsLost() throws Exception {
        allGoesWell();
        entries.removeIf(entry -> entry.voucher().equals(FIRST));

        assertThat(found()).containsKey("201s without their ledger entry");
    }

    @Test
    void creditThatIsBookedTwice() throws Exception {
        allGoesWell();
        entries.add(new Entry(BEN, SECOND, "5.00", "10.00"));
        balanceOfBen = "10.00";

        assertThat(found()).containsOnlyKeys("vouchers with more than one ledger entry");
    }

    @Test
    void aBalanceThatIsNotTheSumOfItsEntries() throws Exception {
        allGoesWell();
        balanceOfBen = "4.99";

        assertThat(found()).containsOnlyKeys("balances that are not the sum of their entries");
    }

    @Test
    void anEntryOfTooMuch() throws Exception {
        allGoesWell();
        entries.set(1, new Entry(BEN, SECOND, "6.00", "6.00"));
        balanceOfBen = "6.00";

        assertThat(found()).containsOnlyKeys("ledger entries of more or less than a voucher is worth");
    }

    @Test
    void aBrokenSeal() throws Exception {
        allGoesWell();
        brokenSeals.add(7);

        assertThat(found()).containsOnlyKeys("broken seals of the ledger");
    }

    @Test
    void anAnswerThatShouldNotBe() throws Exception {
        says(ANNA_WANTS_THE_FIRST, 500, "{}");
        annaGetsTheFirst();
        benIsTooLate();
        benGetsTheSecond();

        assertThat(found()).containsOnlyKeys("answers that should not be");
    }

    @Test
    void aClientThatWasNeverAnswered() throws Exception {
        annaGetsTheFirst();
        log.asked(BEN_WANTS_THE_FIRST);
        benGetsTheSecond();

        assertThat(found()).containsOnlyKeys("tries without an answer in the end");
    }

    @Test
    void anEventThatIsMissing() throws Exception {
        allGoesWell();
        events.removeIf(told -> told.event() instanceof VoucherEvent.Activated used
                && used.voucherId().equals(FIRST));

        assertThat(found()).containsOnlyKeys("vouchers without an event of their use");
    }

    @Test
    void anEventUnderTwoIds() throws Exception {
        allGoesWell();
        tell(BEN, SECOND);

        assertThat(found())
                .containsOnlyKeys(
                        "vouchers with more than one event of their use",
                        "vouchers with more than one event of their credit",
                        "accounts with events missing or out of order");
    }

    @Test
    void anEventThatComesAgainIsNoFinding() throws Exception {
        allGoesWell();
        events.addAll(List.copyOf(events));

        assertThat(found()).isEmpty();
    }

    private void allGoesWell() throws IOException {
        annaGetsTheFirst();
        benIsTooLate();
        benGetsTheSecond();
    }

    private void annaGetsTheFirst() throws IOException {
        says(ANNA_WANTS_THE_FIRST, 201, used(FIRST));
    }

    private void benIsTooLate() throws IOException {
        says(BEN_WANTS_THE_FIRST, 409, SPENT);
    }

    private void benGetsTheSecond() throws IOException {
        says(BEN_WANTS_THE_SECOND, 201, used(SECOND));
    }

    private void says(Try wanted, int status, String body) throws IOException {
        log.asked(wanted);
        log.answered(wanted, status, body);
    }

    private static String used(UUID voucher) {
        return "{\"voucherId\":\"%s\",\"activatedAt\":\"%s\"}".formatted(voucher, Instant.now());
    }

    private void tell(UUID account, UUID voucher) {
        Money worth = Money.ofMinor(500, "EUR");
        Instant now = Instant.now();
        publish(new VoucherEvent.Activated(voucher, BATCH, account, worth, now));
        publish(new BalanceEvent.Credited(account, worth, worth, 1, "voucher:" + voucher, now));
    }

    private void publish(Event event) {
        events.add(new CloudEvent(UUID.randomUUID(), "/trunkline/vouchers", null, event));
    }

    /** How much of what has been found. */
    private Map<String, Integer> found() throws Exception {
        return audit().verdict().entrySet().stream()
                .filter(sort -> sort.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Audit audit() throws Exception {
        String url = "http://127.0.0.1:" + service.getAddress().getPort();
        CreditOnTheBus bus = new CreditOnTheBus();
        events.forEach(bus::add);
        return Audit.of(logs, new Api(url, "operator"), account -> new Api(url, account.toString()), bus);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
        byte[] body = body(exchange.getRequestURI().getPath(), token).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String body(String path, String token) {
        return switch (path) {
            case "/v1/vouchers" -> "{\"items\":[" + voucher(1, FIRST, ANNA) + "," + voucher(2, SECOND, BEN) + "]}";
            case "/v1/balance" ->
                "{\"balances\":[" + euros(token.equals(BEN.toString()) ? balanceOfBen : balanceOfAnna()) + "]}";
            case "/v1/ledger-entries" -> "{\"items\":[" + statement(UUID.fromString(token)) + "]}";
            case "/v1/ledger/proof" -> "{\"broken\":%s,\"entries\":%d}".formatted(brokenSeals, entries.size());
            default -> throw new IllegalArgumentException(path);
        };
    }

    private String balanceOfAnna() {
        return entries.stream().anyMatch(entry -> entry.account().equals(ANNA)) ? "5.00" : "0.00";
    }

    /** Newest first. */
    private String statement(UUID account) {
        return entries.reversed().stream()
                .filter(entry -> entry.account().equals(account))
                .map(entry -> "{\"source\":\"voucher:%s\",\"amount\":%s,\"balance\":%s}"
                        .formatted(entry.voucher(), euros(entry.amount()), euros(entry.balance())))
                .collect(Collectors.joining(","));
    }

    private static String voucher(int serial, UUID id, UUID owner) {
        return "{\"id\":\"%s\",\"serial\":%d,\"state\":\"active\",\"activatedBy\":\"%s\"}".formatted(id, serial, owner);
    }

    private static String euros(String amount) {
        return "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount);
    }
}
