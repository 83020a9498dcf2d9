package io.trunkline.dialer.rtp;

import static io.trunkline.dialer.rtp.Packets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PressedKeysTest {

    private static final int END = 0x80;

    private final PressedKeys keys = new PressedKeys();

    @Test
    void aPressIsToldOnceHoweverManyPacketsItHas() {
        StringBuilder told = new StringBuilder();
        for (int duration = 160; duration <= 800; duration += 160) {
            told.append(accept(5, 1_000, 10, duration));
        }
        for (int i = 0; i < 3; i++) {
            told.append(accept(5, 1_000, END | 10, 800));
        }

        assertThat(told.toString().replace("\0", "")).isEqualTo("5");
    }

    @Test
    void anyOfItsPacketsTells() {
        assertThat(accept(11, 1_000, END | 10, 800)).isEqualTo('#');
    }

    @Test
    void theSameKeyTwiceIsTwoPresses() {
        assertThat(accept(1, 1_000, 10, 160)).isEqualTo('1');
        assertThat(accept(1, 5_000, 10, 160)).isEqualTo('1');
    }

    @Test
    void aPacketThatComesLateTellsNothingAgain() {
        accept(1, 1_000, 10, 160);
        assertThat(accept(2, 5_000, 10, 160)).isEqualTo('2');

        assertThat(accept(1, 1_000, END | 10, 800)).isEqualTo(PressedKeys.NONE);
    }

    @Test
    void timestampsMayComeRound() {
        accept(1, -100, 10, 160);

        assertThat(accept(2, 4_000, 10, 160)).isEqualTo('2');
    }

    @Test
    void whatIsNoKeyIsNone() {
        assertThat(accept(16, 1_000, 10, 160)).isEqualTo(PressedKeys.NONE);
        assertThat(keys.accept(packet(101, 1, 1, 5, 10))).isEqualTo(PressedKeys.NONE);
    }

    private char accept(int event, int timestamp, int flags, int duration) {
        return keys.accept(packet(101, 1, timestamp, event, flags, duration >> 8, duration));
    }
}
