package io.trunkline.smsproxy.carrier.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.trunkline.smsproxy.carrier.smpp.InFlight.Answer;
import io.trunkline.smsproxy.carrier.smpp.InFlight.Outcome;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jsmpp.SMPPConstant;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmppReaderTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final InFlight inFlight = new InFlight();
    private final SmppReader reader = new SmppReader(inFlight);

    @Test
    void takesAnswersAndPassesOnTheRest() throws IOException {
        CompletableFuture<Outcome> one = inFlight.expect(1, LONG);
        CompletableFuture<Outcome> two = inFlight.expect(2, LONG);
        DataInputStream in = stream("00000013800000040000000000000001616200"
                + "00000010800000040000005800000002"
                + "00000010000000150000000000000007");

        assertThat(reader.readPDUHeader(in).getSequenceNumber()).isEqualTo(7);

        assertThat(one).isCompletedWithValue(new Answer(0, "ab"));
        assertThat(two).isCompletedWithValue(new Answer(0x58, ""));
        assertThat(inFlight.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000f", "80000000", "00010001", "00000000"})
    void refusesALengthThatIsNotSane(String length) {
        assertThatIOException().isThrownBy(() -> reader.readPDUHeader(stream(length + "000000150000000000000007")));
    }

    @Test
    void tellsSilenceFromAPduThatStopsHalfway() {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> reader.readPDUHeader(timingOutAfter("")));
        assertThatIOException()
                .isThrownBy(() -> reader.readPDUHeader(timingOutAfter("000000")))
                .isNotInstanceOf(SocketTimeoutException.class);
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> reader.readPDUHeader(stream("000000")));
    }

    @Property
    void leavesNothingThatJsmppStumblesOver(@ForAll @Size(max = 60) byte[] tail) throws Exception {
        byte[] fields =
                HexFormat.of().parseHex("000000000000000500000000000000010001013100010132000000000000000000000161");
        byte[] pdu = new byte[fields.length + tail.length];
        System.arraycopy(fields, 0, pdu, 0, fields.length);
        System.arraycopy(tail, 0, pdu, fields.length, tail.length);

        byte[] repaired = Repair.of(SMPPConstant.CID_DELIVER_SM, pdu);

        assertThat(new DefaultDecomposer().deliverSm(repaired).getShortMessage())
                .asString()
                .isEqualTo("a");
    }

    @Property
    void neverFailsInAnotherWayThanByAnIOException(@ForAll byte[] octets) {
        byte[] pdu = new byte[SMPPConstant.PDU_HEADER_LENGTH + octets.length];
        System.arraycopy(octets, 0, pdu, SMPPConstant.PDU_HEADER_LENGTH, octets.length);
        for (int command : new int[] {SMPPConstant.CID_DELIVER_SM, SMPPConstant.CID_DATA_SM}) {
            try {
                assertThat(Repair.of(command, pdu)).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("ends within");
            }
        }
    }

    private static DataInputStream stream(String octets) {
        return new DataInputStream(new ByteArrayInputStream(HexFormat.of().parseHex(octets)));
    }

    private static DataInputStream timingOutAfter(String octets) {
        return new DataInputStream(new FilterInputStream(stream(octets)) {
            @Override
            public int read() throws IOException {
                return orTimeOut(super.read());
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return orTimeOut(super.read(target, offset, length));
            }
        });
    }

    private static int orTimeOut(int read) throws SocketTimeoutException {
        if (read < 0) {
            throw new SocketTimeoutException();
        }
        return read;
    }
}
