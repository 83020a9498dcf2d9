package io.trunkline.simulators.smsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trunkline.events.E164;
import io.trunkline.simulators.smsc.Deliveries.Patience;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MobileOriginatedTest {

    private static final E164 TELEPHONE = E164.of("+447700900123");
    private static final E164 VIRTUAL = E164.of("+447700900001");
    private static final int TRIES = 3;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(20), TRIES, Duration.ofMillis(10));

    private final List<SmppClient> clients = new CopyOnWriteArrayList<>();
    private final Inbox inbox = new Inbox();
    private SmsCentre centre;

    @BeforeEach
    void start() throws IOException {
        centre = centre(PATIENCE);
    }

    @AfterEach
    void stop() {
        clients.forEach(SmppClient::close);
        centre.close();
    }

    @Test
    void aShortTextIsOneMessageFromOneNumberToTheOther() throws Exception {
        bind(BindType.BIND_TRX, inbox);

        String id = centre.write(TELEPHONE, VIRTUAL, "Are you there? {€}");

        assertThat(inbox.texts()).containsExactly("Are you there? {€}");
        DeliverSm message = inbox.taken().getFirst();
        assertThat(message.getSourceAddr()).isEqualTo("447700900123");
        assertThat(message.getDestAddress()).isEqualTo("447700900001");
        assertThat(List.of(
                        message.getSourceAddrTon(),
                        message.getSourceAddrNpi(),
                        message.getDestAddrTon(),
                        message.getDestAddrNpi()))
                .containsOnly((byte) 1);
        assertThat(List.of(message.getDataCoding(), message.getEsmClass())).containsOnly((byte) 0);
        assertThat(message.getOptionalParameter(Tag.RECEIPTED_MESSAGE_ID))
                .isInstanceOfSatisfying(
                        OptionalParameter.COctetString.class,
                        parameter -> assertThat(parameter.getValueAsString()).isEqualTo(id));
    }

    @Test
    void whatTelephonesHaveNoLettersForIsUcs2() throws Exception {
        bind(BindType.BIND_RX, inbox);

        centre.write(TELEPHONE, VIRTUAL, "Где ты? \uD83D\uDE00");

        assertThat(inbox.texts()).containsExactly("Где ты? \uD83D\uDE00");
        assertThat(inbox.taken().getFirst().getDataCoding()).isEqualTo((byte) 8);
    }

    @Test
    void aLongTextComesInNumberedPartsOfOneReference() throws Exception {
        bind(BindType.BIND_TRX, inbox);

        centre.write(TELEPHONE, VIRTUAL, "Long. ".repeat(60));

        assertThat(inbox.textOfParts()).isEqualTo("Long. ".repeat(60));
        assertThat(inbox.taken()).allMatch(DeliverSm::isUdhi);
        byte reference = inbox.taken().getFirst().getShortMessage()[3];
        assertThat(inbox.taken())
                .extracting(part -> Arrays.copyOf(part.getShortMessage(), 6))
                .containsExactly(
                        new byte[] {5, 0, 3, reference, 3, 1},
                        new byte[] {5, 0, 3, reference, 3, 2},
                        new byte[] {5, 0, 3, reference, 3, 3});
    }

    @Test
    void theLongestTextArrivesWhole() throws Exception {
        bind(BindType.BIND_TRX, inbox);

        centre.write(TELEPHONE, VIRTUAL, "Ж".repeat(10_000));

        assertThat(inbox.textOfParts()).isEqualTo("Ж".repeat(10_000));
    }

    @Test
    void twoMessagesAreToldApartByTheirReferencesAndIds() throws Exception {
        bind(BindType.BIND_TRX, inbox);

        String first = centre.write(TELEPHONE, VIRTUAL, "x".repeat(161));
        String second = centre.write(TELEPHONE, VIRTUAL, "x".repeat(161));

        assertThat(first).isNotEqualTo(second);
        assertThat(inbox.taken().stream().map(part -> part.getShortMessage()[3]).distinct())
                .hasSize(2);
    }

    @Test
    void whatIsRefusedComesAgain() throws Exception {
        bind(BindType.BIND_TRX, inbox);
        inbox.refuseNext(TRIES - 1);

        centre.write(TELEPHONE, VIRTUAL, "Once more");

        assertThat(inbox.texts()).containsExactly("Once more");
        assertThat(inbox.offered()).isEqualTo(TRIES);
    }

    @Test
    void isGivenUpWhenItIsRefusedAgainAndAgain() throws Exception {
        bind(BindType.BIND_TRX, inbox);
        inbox.refuseNext(TRIES);

        assertThatThrownBy(() -> centre.write(TELEPHONE, VIRTUAL, "Never"))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("00000064");
        assertThat(inbox.offered()).isEqualTo(TRIES);
    }

    @Test
    void whatIsNotAnsweredComesAgain() throws Exception {
        centre.close();
        centre = centre(new Patience(Duration.ofSeconds(1), 20, Duration.ofMillis(10)));
        CountDownLatch over = new CountDownLatch(1);
        SmppClient client = bind(BindType.BIND_TRX, inbox);
        client.setMessageReceiverListener(new SlowInbox(inbox, over));

        try {
            centre.write(TELEPHONE, VIRTUAL, "Hello?");

            assertThat(inbox.texts()).containsExactly("Hello?");
        } finally {
            over.countDown();
        }
    }

    @Test
    void nobodyIsThereWhoCouldReceive() throws Exception {
        bind(BindType.BIND_TX, inbox);

        assertThatThrownBy(() -> centre.write(TELEPHONE, VIRTUAL, "Hello?"))
                .isInstanceOf(NotDelivered.class)
                .hasMessage("No client is bound that receives");
    }

    @Test
    void whoLeftIsNoLongerAsked() throws Exception {
        Inbox left = new Inbox();
        SmppClient leaving = bind(BindType.BIND_TRX, left);
        bind(BindType.BIND_TRX, inbox);
        leaving.unbindAndClose();
        await().until(() -> centre.sessions() == 1);

        centre.write(TELEPHONE, VIRTUAL, "Hello?");

        assertThat(left.offered()).isZero();
        assertThat(inbox.texts()).containsExactly("Hello?");
    }

    private static SmsCentre centre(Patience patience) throws IOException {
        return SmsCentre.start(0, "suite", "secret-8", new Messages(), Clock.systemUTC(), patience);
    }

    private SmppClient bind(BindType type, Inbox into) throws IOException {
        SmppClient client = new SmppClient();
        clients.add(client);
        client.setMessageReceiverListener(into);
        client.bind(centre.port(), type, "suite", "secret-8");
        return client;
    }
}
