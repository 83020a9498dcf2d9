package io.trunkline.simulators.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cloudhopper.commons.charset.CharsetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.util.DeliveryReceiptState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsCentreTest {

    private static final byte GSM = 0x00;
    private static final byte LATIN_1 = 0x03;
    private static final byte UCS_2 = 0x08;

    private final Messages messages = new Messages();
    private final List<SmppClient> clients = new CopyOnWriteArrayList<>();
    private SmsCentre centre;

    @BeforeEach
    void start() throws IOException {
        centre = SmsCentre.start(0, "suite", "secret-8", messages, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        clients.forEach(SmppClient::close);
        centre.close();
    }

    @Test
    void readsTheAlphabetOfTelephones() throws Exception {
        String text = "Your code: 4711. {[~]} |^\\ @£$¥ èéùìòÇ ΔΦΓΛΩΠΨΣΘΞ €";

        bound().submit(GSM, CharsetUtil.encode(text, CharsetUtil.CHARSET_GSM));

        assertThat(only()).extracting(Message::text, Message::alphabet).containsExactly(text, Alphabet.GSM_7);
    }

    @Test
    void readsLatin1() throws Exception {
        bound().submit(LATIN_1, "Grüße, ça va? ÿ".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(only())
                .extracting(Message::text, Message::alphabet)
                .containsExactly("Grüße, ça va? ÿ", Alphabet.LATIN_1);
    }

    @Test
    void readsUcs2WithCharactersBeyondIt() throws Exception {
        bound().submit(UCS_2, "Код 4711 \uD83D\uDE00".getBytes(StandardCharsets.UTF_16BE));

        assertThat(only())
                .extracting(Message::text, Message::alphabet)
                .containsExactly("Код 4711 \uD83D\uDE00", Alphabet.UCS_2);
    }

    @Test
    void showsAddressesAsTheTelephoneDoes() throws Exception {
        bound().submit(GSM, "hello".getBytes(StandardCharsets.US_ASCII));

        assertThat(only()).extracting(Message::to, Message::from).containsExactly("+447700900123", "Trunkline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDH8", "UDH16", "SAR"})
    void showsALongMessageAsOneWhateverTheOrderOfItsParts(String way) throws Exception {
        byte[] octets = longText().getBytes(StandardCharsets.UTF_16BE);
        List<Integer> numbers = IntStream.rangeClosed(1, 6).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, new Random(7));

        SmppClient client = bound();
        for (int number : numbers) {
            // Odd on purpose: some parts end in the middle of a character.
            byte[] part = Arrays.copyOfRange(octets, (number - 1) * 131, Math.min(octets.length, number * 131));
            submitPart(client, way, number, part);
        }

        assertThat(only()).extracting(Message::text, Message::parts).containsExactly(longText(), 6);
    }

    @Test
    void keepsThePartsOfTwoLongMessagesApart() throws Exception {
        SmppClient client = bound();

        client.submitWithHeader(GSM, new byte[] {0, 3, 1, 2, 1}, ascii("first "));
        client.submitWithHeader(GSM, new byte[] {0, 3, 2, 2, 1}, ascii("second "));
        client.submitWithHeader(GSM, new byte[] {0, 3, 2, 2, 2}, ascii("message"));
        client.submitWithHeader(GSM, new byte[] {0, 3, 1, 2, 2}, ascii("text"));

        assertThat(messages.list(null, null)).extracting(Message::text).containsExactly("first text", "second message");
    }

    @Test
    void takesTheWholeTextFromMessagePayload() throws Exception {
        bound().submit(UCS_2, new byte[0], payload(longText().getBytes(StandardCharsets.UTF_16BE)));

        assertThat(only().text()).isEqualTo(longText());
    }

    @Test
    void partsThatCannotBeCountedAreMessagesOfTheirOwn() throws Exception {
        bound().submitWithHeader(GSM, new byte[] {0, 3, 1, 2, 3}, ascii("third of two"));

        assertThat(only().text()).isEqualTo("third of two");
    }

    @Test
    void refusesAHeaderLongerThanTheMessage() {
        assertThatThrownBy(() -> bound().submit(GSM, new byte[] {100, 0, 3}, 0x40))
                .isInstanceOfSatisfying(
                        NegativeResponseException.class, refusal -> assertThat(refusal.getCommandStatus())
                                .isEqualTo(SMPPConstant.STAT_ESME_RSUBMITFAIL));
        assertThat(messages.list(null, null)).isEmpty();
    }

    @Test
    void standsAnyOctets() throws Exception {
        RandomGenerator random = RandomGenerator.getDefault();
        SmppClient client = bound();
        for (int round = 0; round < 500; round++) {
            byte[] octets = new byte[random.nextInt(200)];
            random.nextBytes(octets);
            try {
                client.submit((byte) random.nextInt(256), octets, random.nextBoolean() ? 0x40 : 0);
            } catch (NegativeResponseException refused) {
                assertThat(refused.getCommandStatus()).isEqualTo(SMPPConstant.STAT_ESME_RSUBMITFAIL);
            }
        }

        client.submit(GSM, ascii("still there"));

        assertThat(messages.list(null, null).getFirst().text()).isEqualTo("still there");
    }

    @Test
    void refusesWhoDoesNotKnowThePassword() {
        assertThatThrownBy(() -> bind(BindType.BIND_TRX, "suite", "guess"))
                .hasRootCauseInstanceOf(NegativeResponseException.class)
                .rootCause()
                .hasMessageContaining("0000000e");
        assertThatThrownBy(() -> bind(BindType.BIND_TRX, "somebody", "secret-8"))
                .rootCause()
                .hasMessageContaining("0000000f");
    }

    @Test
    void refusesOperationsThatItDoesNotHave() throws Exception {
        SmppClient client = bound();

        assertThatThrownBy(() -> client.query("1"))
                .isInstanceOfSatisfying(
                        NegativeResponseException.class,
                        refusal -> assertThat(refusal.getCommandStatus()).isEqualTo(SMPPConstant.STAT_ESME_RINVCMDID));
    }

    @Test
    void answersEnquireLinkAndUnbind() throws Exception {
        SmppClient client = bound();

        client.enquireLink();
        assertThat(centre.sessions()).isEqualTo(1);
        client.unbind();

        await().until(() -> centre.sessions() == 0);
    }

    @Test
    void reportsTheDeliveryOfEachMessageThatAsksForIt() throws Exception {
        Inbox inbox = new Inbox();
        SmppClient client = bound();
        client.setMessageReceiverListener(inbox);

        client.submit(GSM, ascii("unasked"));
        String id = client.submitForReceipt(ascii("asked"));

        DeliverSm receipt = onlyReceipt(inbox);
        assertThat(receipt.getSourceAddr()).isEqualTo("447700900123");
        assertThat(receipt.getShortMessageAsDeliveryReceipt().getId()).isEqualTo(id);
        assertThat(receipt.getShortMessageAsDeliveryReceipt().getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
        assertThat(receipt.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID))
                .isInstanceOfSatisfying(
                        OptionalParameter.COctetString.class,
                        parameter -> assertThat(parameter.getValueAsString()).isEqualTo(id));
        assertThat(receipt.getOptionalParameter(Tag.MESSAGE_STATE))
                .isInstanceOfSatisfying(OptionalParameter.Byte.class, parameter -> assertThat(parameter.getValue())
                        .isEqualTo((byte) 2));
    }

    @Test
    void reportsToTheReceiverOfAClientThatOnlyTransmits() throws Exception {
        Inbox inbox = new Inbox();
        bind(BindType.BIND_RX, "suite", "secret-8").setMessageReceiverListener(inbox);

        String id = bind(BindType.BIND_TX, "suite", "secret-8").submitForReceipt(ascii("asked"));

        assertThat(onlyReceipt(inbox).getShortMessageAsDeliveryReceipt().getId())
                .isEqualTo(id);
    }

    @Test
    void reportsAgainWhatTheClientCouldNotTake() throws Exception {
        Inbox inbox = new Inbox();
        inbox.refuseNext(1);
        SmppClient client = bound();
        client.setMessageReceiverListener(inbox);

        String id = client.submitForReceipt(ascii("asked"));

        assertThat(onlyReceipt(inbox).getShortMessageAsDeliveryReceipt().getId())
                .isEqualTo(id);
    }

    @Test
    void aClientThatNeverBindsHoldsNobodyUp() throws Exception {
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), centre.port())) {
            bound().submit(GSM, ascii("hello"));

            assertThat(silent.isConnected()).isTrue();
            assertThat(only().text()).isEqualTo("hello");
        }
    }

    private void submitPart(SmppClient client, String way, int number, byte[] part) throws Exception {
        switch (way) {
            case "UDH8" -> client.submitWithHeader(UCS_2, new byte[] {0, 3, (byte) 200, 6, (byte) number}, part);
            case "UDH16" ->
                client.submitWithHeader(
                        // An element that says something else stands before it.
                        UCS_2, new byte[] {0x24, 1, 1, 8, 4, (byte) 200, 1, 6, (byte) number}, part);
            default ->
                client.submit(
                        UCS_2,
                        part,
                        new OptionalParameter.Sar_msg_ref_num((short) 51_201),
                        new OptionalParameter.Sar_total_segments((byte) 6),
                        new OptionalParameter.Sar_segment_seqnum((byte) number));
        }
    }

    private static String longText() {
        return IntStream.rangeClosed(1, 93)
                .mapToObj(number -> "№ " + number)
                .collect(Collectors.joining(","))
                .substring(0, 360);
    }

    private static OptionalParameter payload(byte[] octets) {
        return new OptionalParameter.OctetString(OptionalParameter.Tag.MESSAGE_PAYLOAD.code(), octets);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Message only() {
        assertThat(messages.list(null, null)).hasSize(1);
        return messages.list(null, null).getFirst();
    }

    private static DeliverSm onlyReceipt(Inbox inbox) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !inbox.taken().isEmpty());
        assertThat(inbox.taken()).hasSize(1).allMatch(DeliverSm::isSmscDeliveryReceipt);
        return inbox.taken().getFirst();
    }

    private SmppClient bound() throws IOException {
        return bind(BindType.BIND_TRX, "suite", "secret-8");
    }

    private SmppClient bind(BindType type, String systemId, String password) throws IOException {
        SmppClient client = new SmppClient();
        clients.add(client);
        client.bind(centre.port(), type, systemId, password);
        return client;
    }
}
