package io.trunkline.smsproxy.carrier.smpp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.pdu.DataSm;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.GenericNack;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.ssl.SslConfiguration;
import com.cloudhopper.smpp.tlv.Tlv;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.Arrivals.Stored;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.IncomingPart;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter against a centre in this process. */
class SmppCarrierTest {

    private static final String OURS = "+4930100";
    private static final String THEIRS = "+491511000";
    private static final String LONG = "0123456789".repeat(40);
    private static final String LONG_IN_UCS_2 = "ж".repeat(66) + "😀" + "ж".repeat(80);

    private final Inbox inbox = new Inbox();
    private TestCentre centre;
    private @Nullable SmppCarrier carrier;

    @BeforeEach
    void start() throws Exception {
        centre = TestCentre.start();
    }

    @AfterEach
    void stop() {
        if (carrier != null) {
            carrier.stop();
        }
        centre.close();
    }

    // Links

    @Test
    void bindsAgainAfterItWasRefused() {
        centre.bindStatus = 0x0e;
        // The pause after a lost link would be too long: only a refusal that is known for one is tried again in time.
        starting(Map.of("links.reconnect-after", "PT1H", "links.reconnect-at-most-after", "PT1H"));
        await().until(() -> centre.binds.get() >= 3);
        assertThat(carrier.isUp()).isFalse();
        assertThat(failure(send("hello")).kind()).isEqualTo(Kind.BUSY);

        centre.bindStatus = 0;

        await().until(carrier::isUp);
        assertThat(accepted(send("hello"))).hasSize(1);
    }

    @Test
    void doesNotKnowWhatBecameOfMessagesWhenTheLinkIsCut() {
        centre.behaviour = (request, link) -> null;
        bound(Map.of("links.answer-within", "PT1H"));
        List<CompletableFuture<Accepted>> sent = sendMany(5);
        await().until(() -> centre.submitted.size() == 5);

        centre.behaviour = (request, link) -> centre.accepted(request);
        centre.cut();

        assertThat(sent).allSatisfy(message -> {
            assertThat(failure(message).kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(failure(message).code()).isEqualTo("link-lost");
        });
        await().until(carrier::isUp);
        assertThat(accepted(send("again"))).hasSize(1);
    }

    @Test
    void leavesACentreThatIsSilent() {
        bound(Map.of("links.enquire-after", "PT0.1S", "links.answer-within", "PT0.2S"));
        centre.silent = true;
        await().until(() -> !carrier.isUp());

        centre.silent = false;

        await().until(carrier::isUp);
        assertThat(centre.binds).hasValueGreaterThan(1);
    }

    @Test
    void leavesACentreThatDoesNotRead() throws Exception {
        AtomicInteger binds = new AtomicInteger();
        try (ServerSocket deaf = new ServerSocket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Thread.ofVirtual().start(() -> takeBindsOnly(deaf, binds));
            carrier = new SmppCarrier(
                    "main",
                    Settings.ofCentre(
                            deaf.getLocalPort(),
                            Map.of(
                                    "links.answer-within", "PT0.5S",
                                    "links.drain-within", "PT0S",
                                    "sending.window", "50000")),
                    inbox,
                    Clock.systemUTC());
            carrier.start();
            await().until(carrier::isUp);

            // More than the buffers on the way hold.
            List<CompletableFuture<Accepted>> sent = new ArrayList<>();
            for (int i = 0; i < 40_000; i++) {
                sent.add(send("x".repeat(160)));
            }

            await().until(() -> binds.get() > 1);
            assertThat(failure(sent.getFirst()).kind()).isEqualTo(Kind.UNKNOWN);
            // It found the queue full, or went to the next link, which is no better.
            assertThat(failure(sent.getLast()).kind()).isIn(Kind.BUSY, Kind.UNKNOWN);
        }
    }

    private static void takeBindsOnly(ServerSocket server, AtomicInteger binds) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket link = server.accept();
                open.add(link);
                DataInputStream in = new DataInputStream(link.getInputStream());
                in.skipNBytes(in.readInt() - 4);
                link.getOutputStream().write(HexFormat.of().parseHex("000000118000000900000000" + "00000001" + "00"));
                binds.incrementAndGet();
            }
        } catch (IOException closed) {
            open.forEach(SmppCarrierTest::closeQuietly);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Test
    void bindsAgainWhenTheCentreUnbinds() throws Exception {
        bound(Map.of());

        centre.receiver().session.unbind(5_000);

        await().until(() -> centre.binds.get() == 2 && carrier.isUp());
        assertThat(accepted(send("again"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"7fffffff00000005", "ffffffff00000005", "0000000f00000005", "0001000100000005"})
    void endsOnlyTheLinkWhosePduHasNoSaneLength(String header) {
        bound(Map.of("centres[0].binds", "2"));
        await().until(() -> centre.links.size() == 2);
        TestCentre.Link healthy = centre.links.get(1);

        centre.links.getFirst().write(HexFormat.of().parseHex(header + "0000000000000001"));

        await().until(() -> centre.binds.get() == 3 && centre.links.size() == 2);
        assertThat(centre.links).contains(healthy);
    }

    @Test
    void sendsOnOneLinkAndReceivesOnTheOther() throws Exception {
        bound(Map.of("centres[0].mode", "PAIR"));
        await().until(() -> centre.links.size() == 2);

        assertThat(accepted(send("out"))).hasSize(1);
        centre.receiver().deliver(text("in")).get();

        assertThat(centre.links.stream().map(link -> link.session.getBindType()))
                .containsExactlyInAnyOrder(SmppBindType.TRANSMITTER, SmppBindType.RECEIVER);
        assertThat(inbox.all(Incoming.class)).extracting(Incoming::text).containsExactly("in");
    }

    @Test
    void trustsOnlyWhomItIsTold(@TempDir Path folder) throws Exception {
        Path keys = keyStore(folder);
        SslConfiguration tls = new SslConfiguration();
        tls.setKeyStorePath(keys.toString());
        tls.setKeyStorePassword("changeit");
        centre.close();
        centre = TestCentre.start(tls);

        starting(Map.of("tls.enabled", "true"));
        SmppCarrier trusting = carrier(Map.of(
                "tls.enabled", "true",
                "tls.trust-store", keys.toString(),
                "tls.trust-store-password", "changeit"));
        trusting.start();
        try {
            await().until(trusting::isUp);
            assertThat(carrier.isUp()).isFalse();
            assertThat(trusting.send(sms("secret", null)).await().indefinitely().messageIds())
                    .hasSize(1);
        } finally {
            trusting.stop();
        }
    }

    @Test
    void drainsTheWindowBeforeItLeaves() throws Exception {
        BlockingQueue<Runnable> answers = holdAnswers();
        bound(Map.of("sending.window", "1"));
        CompletableFuture<Accepted> begun = send(LONG);
        Runnable first = answers.take();
        CompletableFuture<Accepted> waiting = send("not begun");

        Thread stopping = Thread.ofVirtual().start(carrier::stop);

        assertThat(failure(waiting).kind()).isEqualTo(Kind.BUSY);
        assertThat(failure(send("too late")).kind()).isEqualTo(Kind.BUSY);
        assertThat(stopping.isAlive()).isTrue();
        first.run();
        answers.take().run();
        answers.take().run();
        stopping.join();
        assertThat(accepted(begun)).hasSize(3);
        assertThat(centre.unbinds).hasValue(1);
        assertThat(carrier.isUp()).isFalse();
    }

    @Test
    void hasAPasswordThatIsLongerThanTheProtocolAllows() {
        bound(Map.of("password", "correct horse battery staple"));

        assertThat(centre.links.getFirst().session.getConfiguration().getPassword())
                .isEqualTo("correct horse battery staple");
    }

    // Sending

    @Test
    void isRefusedByAGenericNack() {
        centre.behaviour = (request, link) -> {
            GenericNack nack = new GenericNack();
            nack.setCommandStatus(0x03);
            nack.setSequenceNumber(request.getSequenceNumber());
            return nack;
        };
        bound(Map.of());

        assertThat(failure(send("hello")).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void makesUpAnIdWhereTheCentreGivesNone() {
        centre.behaviour = (request, link) -> TestCentre.accepted(request, "");
        bound(Map.of());

        assertThat(accepted(send(LONG))).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void asksForReceiptsAndSaysWhatNumbersAre() {
        bound(Map.of());

        accepted(send("hello {€}"));

        SubmitSm submitted = centre.submitted.getFirst();
        assertThat(submitted.getRegisteredDelivery()).isEqualTo((byte) 1);
        assertThat(submitted.getDataCoding()).isZero();
        assertThat(submitted.getShortMessage()).isEqualTo(HexFormat.of().parseHex("68656c6c6f201b281b651b29"));
        assertThat(submitted.getDestAddress())
                .hasFieldOrPropertyWithValue("ton", (byte) 1)
                .hasFieldOrPropertyWithValue("npi", (byte) 1)
                .hasFieldOrPropertyWithValue("address", "491511000");
    }

    @ParameterizedTest
    @CsvSource({"+4930100,1,1,4930100", "12345,3,0,12345", "Trunkline,5,0,Trunkline"})
    void tellsNumbersFromNames(String from, byte ton, byte npi, String address) {
        bound(Map.of());

        accepted(carrier.send(new OutgoingSms(UUID.randomUUID(), from, THEIRS, "hello", List.of(), null))
                .subscribeAsCompletionStage());

        assertThat(centre.submitted.getFirst().getSourceAddress())
                .hasFieldOrPropertyWithValue("ton", ton)
                .hasFieldOrPropertyWithValue("npi", npi)
                .hasFieldOrPropertyWithValue("address", address);
    }

    @ParameterizedTest
    @CsvSource({"A name too long", "+49x", "''"})
    void refusesWhatIsNeitherNumberNorName(String from) {
        bound(Map.of());

        CompletableFuture<Accepted> sent = carrier.send(
                        new OutgoingSms(UUID.randomUUID(), from, THEIRS, "hello", List.of(), null))
                .subscribeAsCompletionStage();

        assertThat(failure(sent).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void refusesWhatAShortMessageCannotCarry() {
        bound(Map.of());
        OutgoingSms picture = new OutgoingSms(
                UUID.randomUUID(), OURS, THEIRS, "look", List.of(URI.create("https://example.org/1.png")), null);

        assertThat(failure(carrier.send(picture).subscribeAsCompletionStage()).code())
                .isEqualTo("no-media");
        assertThat(failure(send("ж".repeat(67 * 256))).code()).isEqualTo("too-long");
    }

    @Test
    void saysHowLongAMessageIsWorthSending() {
        bound(Map.of("sending.validity", "ABSOLUTE"));
        Instant now = Instant.now();

        accepted(carrier.send(sms("hello", Instant.parse("2099-01-02T03:04:05Z")))
                .subscribeAsCompletionStage());
        CompletableFuture<Accepted> late = carrier.send(sms("late", now)).subscribeAsCompletionStage();

        assertThat(failure(late).code()).isEqualTo("expired");
        assertThat(centre.submitted).singleElement().satisfies(submitted -> assertThat(submitted.getValidityPeriod())
                .isEqualTo("990102030405000+"));
    }

    @ParameterizedTest
    @CsvSource({
        "0x58,THROTTLED",
        "0x14,THROTTLED",
        "0x08,BUSY",
        "0x01,REJECTED",
        "0x0a,REJECTED",
        "0x0b,REJECTED",
        "0x45,REJECTED",
        "0x500,REJECTED",
        "0x501,OPTED_OUT",
        "0x66,BUSY"
    })
    void knowsWhatANoMeans(String status, Kind kind) {
        centre.behaviour = (request, link) -> TestCentre.refused(request, Integer.decode(status));
        bound(Map.of("sending.outcomes.\"0x501\"", "OPTED_OUT", "sending.outcomes.\"0x66\"", "BUSY"));

        CarrierFailure failure = failure(send("hello"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo("0x%08x".formatted(Integer.decode(status)));
        assertThat(failure.pause()).isEqualTo(kind == Kind.THROTTLED ? Duration.ofMillis(50) : null);
    }

    @Test
    void doesNotKnowWhatBecameOfAMessageWithoutAnAnswer() {
        centre.behaviour = (request, link) -> null;
        bound(Map.of("links.answer-within", "PT0.1S"));

        CarrierFailure failure = failure(send("hello"));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.code()).isEqualTo("no-answer");
        assertThat(carrier.isUp()).isTrue();
    }

    @Test
    void keepsToTheWindowAndTurnsAwayWhatTheQueueDoesNotHold() throws Exception {
        BlockingQueue<Runnable> answers = holdAnswers();
        bound(Map.of("sending.window", "2", "sending.queue", "3"));

        List<CompletableFuture<Accepted>> sent = sendMany(6);

        assertThat(failure(sent.getLast()).code()).isEqualTo("queue-full");
        await().until(() -> centre.outstanding.get() == 2);
        for (int i = 0; i < 5; i++) {
            answers.take().run();
        }
        assertThat(sent.subList(0, 5))
                .allSatisfy(message -> assertThat(accepted(message)).hasSize(1));
        assertThat(centre.mostOutstanding).hasValue(2);
    }

    @Test
    void choosesTheLinkWithTheLeastToDo() throws Exception {
        BlockingQueue<Runnable> answers = holdAnswers();
        bound(Map.of("centres[0].binds", "2", "sending.window", "1"));
        await().until(() -> centre.links.size() == 2);
        await().until(() -> carrier.boundLinks() == 2);

        List<CompletableFuture<Accepted>> sent = sendMany(2);

        await().until(() -> centre.outstanding.get() == 2);
        await().until(() -> carrier.inFlight() == 2);
        answers.take().run();
        answers.take().run();
        assertThat(sent).allSatisfy(message -> assertThat(accepted(message)).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"UDH_8", "UDH_16", "SAR"})
    void sendsALongMessageInParts(String way) throws Exception {
        bound(Map.of("sending.long-messages", way, "sending.default-alphabet", "ASCII"));

        List<String> ids = accepted(send(LONG));

        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        assertThat(ids).hasSize(carrier.segments(LONG));
        // A centre that sends the parts back is understood: what is written is what is read.
        for (SubmitSm part : centre.submitted) {
            centre.receiver().deliver(echo(part)).get();
        }
        List<IncomingPart> parts = inbox.all(IncomingPart.class);
        assertThat(parts).extracting(IncomingPart::number).containsExactly(1, 2, 3);
        assertThat(parts).extracting(IncomingPart::total).containsOnly(3);
        assertThat(parts.stream().map(IncomingPart::reference).distinct()).hasSize(1);
        assertThat(String.join("", parts.stream().map(IncomingPart::text).toList()))
                .isEqualTo(LONG);
    }

    @Test
    void leavesTheCuttingToTheCentre() throws Exception {
        bound(Map.of("sending.long-messages", "PAYLOAD"));

        assertThat(accepted(send(LONG_IN_UCS_2))).hasSize(1);

        assertThat(centre.submitted.getFirst().getShortMessage()).isNullOrEmpty();
        centre.receiver().deliver(echo(centre.submitted.getFirst())).get();
        assertThat(inbox.all(Incoming.class)).extracting(Incoming::text).containsExactly(LONG_IN_UCS_2);
    }

    @Test
    void writesNoPartBeforeThePreviousOneIsTaken() {
        bound(Map.of());

        accepted(send(LONG_IN_UCS_2));

        assertThat(centre.mostOutstanding).hasValue(1);
        assertThat(centre.submitted).hasSize(3);
        assertThat(centre.submitted.getFirst().getShortMessage()).hasSize(6 + 2 * 66);
    }

    @Test
    void hasSentNothingIfTheFirstPartIsRefused() {
        centre.behaviour = (request, link) -> TestCentre.refused(request, 0x58);
        bound(Map.of());

        assertThat(failure(send(LONG)).kind()).isEqualTo(Kind.THROTTLED);
        assertThat(centre.submitted).hasSize(1);
    }

    @Test
    void doesNotKnowWhatBecameOfAMessageWhoseLaterPartIsRefused() {
        centre.behaviour = (request, link) ->
                centre.submitted.size() == 1 ? centre.accepted(request) : TestCentre.refused(request, 0x0b);
        bound(Map.of());

        CarrierFailure failure = failure(send(LONG));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.code()).isEqualTo("0x0000000b");
        assertThat(centre.submitted).hasSize(2);
    }

    @Test
    void finishesWhatItHasBegunWhenTheCentreHasRoomAgain() {
        centre.behaviour = (request, link) ->
                centre.submitted.size() == 2 ? TestCentre.refused(request, 0x58) : centre.accepted(request);
        bound(Map.of());

        assertThat(accepted(send(LONG))).hasSize(3);
        assertThat(centre.submitted).hasSize(4);
        assertThat(centre.submitted.get(1).getShortMessage())
                .isEqualTo(centre.submitted.get(2).getShortMessage());
    }

    // Receiving

    @Test
    void takesABurst() throws Exception {
        bound(Map.of("receiving.queue", "1000"));
        TestCentre.Link link = centre.receiver();

        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            answers.add(link.deliver(text("message " + i)));
        }

        assertThat(answers).allSatisfy(answer -> assertThat(answer.get(1, TimeUnit.MINUTES))
                .isZero());
        assertThat(inbox.all(Incoming.class))
                .hasSize(1_000)
                .extracting(Incoming::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void answersWhenTheMessageIsDurable() throws Exception {
        CompletableFuture<Void> stored = new CompletableFuture<>();
        inbox.storing = Uni.createFrom().completionStage(stored);
        bound(Map.of("receiving.store-within", "PT1H"));

        CompletableFuture<Integer> answer = centre.receiver().deliver(text("hello"));

        await().until(() -> inbox.notices.size() == 1);
        assertThat(answer).isNotDone();
        stored.complete(null);
        assertThat(answer.get(1, TimeUnit.MINUTES)).isZero();
    }

    @Test
    void asksForAMessageAgainThatItCouldNotStore() throws Exception {
        bound(Map.of("receiving.store-within", "PT0.1S"));

        inbox.storing = Uni.createFrom().failure(new IllegalStateException("No database"));
        assertThat(centre.receiver().deliver(text("hello")).get()).isEqualTo(0x64);
        inbox.storing = Uni.createFrom().nothing();
        assertThat(centre.receiver().deliver(text("hello")).get()).isEqualTo(0x64);
        inbox.storing = Uni.createFrom().voidItem();
        assertThat(centre.receiver().deliver(text("hello")).get()).isZero();

        assertThat(inbox.all(Incoming.class).stream().map(Incoming::messageId).distinct())
                .hasSize(1);
    }

    @Test
    void passesOnPartsAsTheyCome() throws Exception {
        bound(Map.of());
        for (int number : new int[] {3, 1, 2}) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            octets.writeBytes(new byte[] {5, 0, 3, 7, 3, (byte) number});
            octets.writeBytes(("part " + number).getBytes(US_ASCII));
            DeliverSm part = TestCentre.message("491511000", "4930100", 0, octets.toByteArray());
            part.setEsmClass((byte) 0x40);
            centre.receiver().deliver(part).get();
        }

        assertThat(inbox.notices)
                .containsExactly(
                        new IncomingPart("main", THEIRS, OURS, "part 3", 7, 3, 3),
                        new IncomingPart("main", THEIRS, OURS, "part 1", 7, 3, 1),
                        new IncomingPart("main", THEIRS, OURS, "part 2", 7, 3, 2));
    }

    @Test
    void keepsAnEmojiThatTheCentreHasCut() throws Exception {
        bound(Map.of());
        byte[] emoji = "😀".getBytes(UTF_16BE);
        for (int half = 0; half < 2; half++) {
            DeliverSm part =
                    TestCentre.message("491511000", "4930100", 8, Arrays.copyOfRange(emoji, 2 * half, 2 * half + 2));
            part.addOptionalParameter(new Tlv((short) 0x020c, new byte[] {0, 9}));
            part.addOptionalParameter(new Tlv((short) 0x020e, new byte[] {2}));
            part.addOptionalParameter(new Tlv((short) 0x020f, new byte[] {(byte) (half + 1)}));
            centre.receiver().deliver(part).get();
        }

        assertThat(String.join(
                        "",
                        inbox.all(IncomingPart.class).stream()
                                .map(IncomingPart::text)
                                .toList()))
                .isEqualTo("😀");
    }

    @Test
    void readsDataSm() throws Exception {
        bound(Map.of());
        DataSm message = TestCentre.filled(new DataSm(), "491511000", "4930100", 0, new byte[0]);
        message.addOptionalParameter(new Tlv((short) 0x0424, "hello".getBytes(US_ASCII)));

        assertThat(centre.receiver().deliver(message).get()).isZero();

        assertThat(inbox.all(Incoming.class)).singleElement().satisfies(incoming -> {
            assertThat(incoming.text()).isEqualTo("hello");
            assertThat(incoming.from()).isEqualTo(THEIRS);
        });
    }

    @Test
    void aTextThatWasStoredBeforeTheRestartIsTheSameMessage() throws Exception {
        bound(Map.of());
        centre.receiver().deliver(text("hello")).get();
        String id = inbox.all(Incoming.class).getFirst().messageId();
        String ofAnEarlierSlice = id.substring(0, id.indexOf('-')) + "-1";
        inbox.stored = List.of(new Stored(ofAnEarlierSlice, Instant.now()));
        carrier.stop();
        await().until(centre.links::isEmpty);

        bound(Map.of());
        centre.receiver().deliver(text("hello")).get();

        assertThat(inbox.all(Incoming.class)).extracting(Incoming::messageId).containsExactly(id, ofAnEarlierSlice);
    }

    @Test
    void takesTheIdThatTheCentreGives() throws Exception {
        bound(Map.of("receiving.message-id-tag", "0x1501"));
        DeliverSm message = text("hello");
        message.addOptionalParameter(new Tlv((short) 0x1501, "abc\0".getBytes(US_ASCII)));

        centre.receiver().deliver(message).get();

        assertThat(inbox.all(Incoming.class)).extracting(Incoming::messageId).containsExactly("abc");
    }

    @Test
    void passesOnAReceiptThatIsFasterThanTheAnswer() {
        centre.behaviour = (request, link) -> {
            try {
                var unused = link.deliver(TestCentre.receipt(request, "id:0000000255 stat:DELIVRD err:000"));
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
            return TestCentre.accepted(request, "FF");
        };
        bound(Map.of("receiving.receipt-ids", "DECIMAL_FOR_HEX"));

        List<String> ids = accepted(send("hello"));

        await().until(() -> !inbox.notices.isEmpty());
        assertThat(inbox.all(Receipt.class)).singleElement().satisfies(receipt -> {
            assertThat(List.of(receipt.messageId())).isEqualTo(ids);
            assertThat(receipt.state()).isEqualTo(State.DELIVERED);
            assertThat(receipt.code()).isNull();
        });
    }

    @Test
    void lendsNoThreadToAnswersWhileMessagesAreStored() throws Exception {
        inbox.storing = Uni.createFrom().nothing();
        bound(Map.of("receiving.parallel", "1", "receiving.store-within", "PT1H", "links.drain-within", "PT0S"));
        var unused = centre.receiver().deliver(text("stored slowly"));
        await().until(() -> inbox.notices.size() == 1);

        assertThat(accepted(send("hello"))).hasSize(1);
        centre.cut();
    }

    @Test
    void keepsALinkWhileMessagesAreStoredSlowly() throws Exception {
        inbox.storing = Uni.createFrom().nothing();
        bound(Map.of(
                "receiving.parallel", "1",
                "receiving.store-within", "PT1H",
                "links.enquire-after", "PT0.05S",
                "links.answer-within", "PT1S"));
        var unused = centre.receiver().deliver(text("stored slowly"));

        await().until(() -> centre.probes.get() >= 3);

        assertThat(centre.binds).hasValue(1);
        centre.cut();
    }

    @Test
    void readsAMessageInSpiteOfParametersThatAreBroken() throws Exception {
        bound(Map.of());
        DeliverSm message = text("hello");
        message.addOptionalParameter(new Tlv((short) 0x0427, new byte[0]));
        message.addOptionalParameter(new Tlv((short) 0x0204, new byte[] {1}));
        message.addOptionalParameter(new Tlv((short) 0x001e, "abc".getBytes(US_ASCII)));

        assertThat(centre.receiver().deliver(message).get(1, TimeUnit.MINUTES)).isZero();

        assertThat(inbox.all(Incoming.class)).singleElement().satisfies(incoming -> {
            assertThat(incoming.text()).isEqualTo("hello");
            assertThat(incoming.messageId()).isEqualTo("abc");
        });
    }

    @Test
    void dropsAReceiptOfNobodyKnowsWhat() throws Exception {
        bound(Map.of());
        DeliverSm receipt = text("nothing to see");
        receipt.setEsmClass((byte) 0x04);

        assertThat(centre.receiver().deliver(receipt).get()).isZero();
        assertThat(inbox.notices).isEmpty();
    }

    private SmppCarrier carrier(Map<String, String> settings) {
        return new SmppCarrier("main", Settings.ofCentre(centre.port(), settings), inbox, Clock.systemUTC());
    }

    private void starting(Map<String, String> settings) {
        carrier = carrier(settings);
        carrier.start();
    }

    private void bound(Map<String, String> settings) {
        starting(settings);
        await().until(() -> carrier.isUp() && !centre.links.isEmpty());
    }

    /** Answers come out one by one, when the test wants it. */
    private BlockingQueue<Runnable> holdAnswers() {
        BlockingQueue<Runnable> answers = new LinkedBlockingQueue<>();
        centre.behaviour = (request, link) -> {
            answers.add(() -> link.answer(centre.accepted(request)));
            return null;
        };
        return answers;
    }

    private CompletableFuture<Accepted> send(String text) {
        return carrier.send(sms(text, null)).subscribeAsCompletionStage();
    }

    private List<CompletableFuture<Accepted>> sendMany(int count) {
        List<CompletableFuture<Accepted>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(send("message " + i));
        }
        return sent;
    }

    private static OutgoingSms sms(String text, @Nullable Instant expiresAt) {
        return new OutgoingSms(UUID.randomUUID(), OURS, THEIRS, text, List.of(), expiresAt);
    }

    private static List<String> accepted(CompletableFuture<Accepted> sent) {
        try {
            return sent.get(1, TimeUnit.MINUTES).messageIds();
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static CarrierFailure failure(CompletableFuture<Accepted> sent) {
        try {
            throw new AssertionError("It was taken: " + sent.get(1, TimeUnit.MINUTES));
        } catch (ExecutionException failed) {
            return (CarrierFailure) failed.getCause();
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    private static DeliverSm text(String text) throws Exception {
        return TestCentre.message("491511000", "4930100", 0, text.getBytes(US_ASCII));
    }

    private static DeliverSm echo(SubmitSm sent) throws Exception {
        DeliverSm back = TestCentre.message(
                sent.getDestAddress().getAddress(),
                sent.getSourceAddress().getAddress(),
                sent.getDataCoding(),
                sent.getShortMessage() == null ? new byte[0] : sent.getShortMessage());
        back.setEsmClass(sent.getEsmClass());
        if (sent.getOptionalParameters() != null) {
            sent.getOptionalParameters().forEach(back::addOptionalParameter);
        }
        return back;
    }

    private static Path keyStore(Path folder) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "centre",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=centre",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
        assertThat(keytool.waitFor()).as(said).isZero();
        return keys;
    }
}
