package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.smsproxy.carrier.Arrivals.Stored;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.CarrierNotice.Incoming;
import io.trunkline.smsproxy.carrier.CarrierNotice.Receipt;
import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabet;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SmppNoticesTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final int RECEIPT = 0x04;
    private static final int USER_ACKNOWLEDGEMENT = 0x10;

    private final SettableClock clock = new SettableClock();
    private final Inbox inbox = new Inbox();
    private final SmppNotices notices = notices(Map.of());

    @Test
    void knowsARepeatByNumbersTextAndTime() {
        String first = idOf(delivery("ok"));

        clock.now = NOON.plusSeconds(59);
        assertThat(idOf(delivery("ok"))).isEqualTo(first);
        assertThat(idOf(delivery("OK"))).isNotEqualTo(first);
        assertThat(idOf(delivery("+492", 0, "ok"))).isNotEqualTo(first);

        clock.now = NOON.plusSeconds(61);
        assertThat(idOf(delivery("ok"))).isNotEqualTo(first);
    }

    @Test
    void givesARepeatTheSameIdOverTheBorderOfASlice() {
        clock.now = NOON.plusSeconds(59);
        String first = idOf(delivery("ok"));

        clock.now = NOON.plusSeconds(61);

        assertThat(idOf(delivery("ok"))).isEqualTo(first);
    }

    @Test
    void givesWhatWasStoredBeforeARestartTheSameIdOverTheBorderOfASlice() {
        clock.now = NOON.plusSeconds(59);
        inbox.stored = List.of(new Stored(idOf(delivery("ok")), clock.now));
        SmppNotices restarted = notices(Map.of());

        clock.now = NOON.plusSeconds(62);
        restarted.takeOver(inbox);

        assertThat(idOf(restarted, delivery("ok"))).isEqualTo(idOf(delivery("ok")));
    }

    @Test
    void whatWasStoredBeforeARestartHoldsNoLongerThanWithoutOne() {
        String first = idOf(delivery("ok"));
        inbox.stored = List.of(new Stored(first, clock.now));
        SmppNotices restarted = notices(Map.of());

        clock.now = NOON.plusSeconds(50);
        restarted.takeOver(inbox);
        clock.now = NOON.plusSeconds(61);

        assertThat(idOf(restarted, delivery("ok"))).isNotEqualTo(first);
    }

    @Test
    void idsThatTheCentreHasGivenAreNotTakenForTexts() {
        inbox.stored = List.of(new Stored("abc-1", NOON), new Stored("", NOON));

        notices.takeOver(inbox);

        assertThat(idOf(delivery("abc"))).isNotEqualTo("abc-1");
    }

    @Test
    void givesARepeatTheSameIdInAnotherProcess() {
        String first = idOf(delivery("ok"));

        clock.now = NOON.plusSeconds(30);

        assertThat(((Incoming) notices(Map.of()).read(delivery("ok"))).messageId())
                .isEqualTo(first);
    }

    @Test
    void recognisesAReceiptThatIsNotMarkedUnlessItShouldNot() {
        Delivery unmarked = delivery("id:1 dlvrd:001 stat:DELIVRD err:000");

        assertThat(notices.read(unmarked)).isInstanceOf(Receipt.class);
        assertThat(notices(Map.of("receiving.unmarked-receipts", "false")).read(unmarked))
                .isInstanceOf(Incoming.class);
    }

    @Test
    void takesATelephonesOwnAcknowledgementForAMessage() {
        assertThat(notices.read(delivery("+491", USER_ACKNOWLEDGEMENT, "yes"))).isInstanceOf(Incoming.class);
    }

    @Test
    void readsReceiptsAsAsciiWhateverZeroMeans() {
        assertThat(receipt("id:a_$1@x stat:DELIVRD").messageId()).isEqualTo("a_$1@x");
    }

    @Test
    void claimsNoMoreThanTheReceiptSays() {
        assertThat(receipt("id:1 stat:WHATEVER").state()).isEqualTo(State.SENT);
        assertThat(receipt("id:1 stat:DELIVRD").at()).isEqualTo(NOON);
        assertThat(receipt("id:1 stat:DELIVRD done date:2603041159").at()).isEqualTo(NOON.minusSeconds(60));
        assertThat(receipt("id:1 stat:DELIVRD done date:2603041400").at()).isEqualTo(NOON);
    }

    @Property(tries = 2_000)
    void readsAnything(
            @ForAll @IntRange(max = 255) int esmClass,
            @ForAll @IntRange(max = 255) int dataCoding,
            @ForAll byte[] octets) {
        CarrierNotice notice =
                notices.read(new Delivery("+491", "+492", esmClass, dataCoding, octets, new Tlvs(Map.of())));

        assertThat(notice == null || notice.carrier().equals("main")).isTrue();
    }

    private Receipt receipt(String text) {
        return (Receipt) notices.read(delivery("+491", RECEIPT, text));
    }

    private String idOf(Delivery delivery) {
        return idOf(notices, delivery);
    }

    private static String idOf(SmppNotices notices, Delivery delivery) {
        return ((Incoming) notices.read(delivery)).messageId();
    }

    private static Delivery delivery(String text) {
        return delivery("+491", 0, text);
    }

    private static Delivery delivery(String from, int esmClass, String text) {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        return new Delivery(from, "+4930100", esmClass, 0, octets, new Tlvs(Map.of()));
    }

    private SmppNotices notices(Map<String, String> settings) {
        return new SmppNotices(
                "main", Settings.ofCentre(2775, settings).receiving(), new Alphabets(Alphabet.GSM, false), clock);
    }

    /** Stands still until it is set. */
    private static final class SettableClock extends Clock {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
