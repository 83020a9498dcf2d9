package io.trunkline.dialer.rtp;

import static io.trunkline.dialer.rtp.Packets.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final Reception reception = new Reception();

    @Test
    void countsWhatDoesNotCome() {
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                accept(65_500 + i, i);
            }
        }

        assertThat(reception.received()).isEqualTo(90);
        assertThat(reception.lost()).isEqualTo(10);
    }

    @Test
    void whatComesInAnotherOrderOrTwiceIsNotLost() {
        accept(1, 0);
        accept(3, 2);
        accept(2, 1);
        accept(2, 1);

        assertThat(reception.lost()).isZero();
    }

    @Test
    void anEvenStreamHasNoJitterAndAnUnevenOneHasSome() {
        for (int i = 0; i < 100; i++) {
            accept(i, i);
        }
        assertThat(reception.jitterMilliseconds()).isZero();

        for (int i = 100; i < 400; i++) {
            reception.accept(packet(8, i, i * 160, 1), i * 20L + (i % 2) * 10L);
        }
        assertThat(reception.jitterMilliseconds()).isCloseTo(10, within(0.5));
    }

    @Test
    void aFarEndThatBeginsAnewHasLostNothing() {
        accept(100, 0);
        accept(101, 1);
        accept(30_000, 2);
        accept(30_001, 3);

        assertThat(reception.lost()).isZero();
    }

    private void accept(int sequence, int place) {
        reception.accept(packet(8, sequence, place * 160, 1), place * 20L);
    }
}
