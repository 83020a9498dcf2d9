package io.trunkline.sessions.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncomingRequestTest {

    @Test
    void aDeviceNameIsFitToBeShown() {
        assertThat(IncomingRequest.deviceName(" a\tb\n")).isEqualTo("a b");
        assertThat(IncomingRequest.deviceName("\u0000 ")).isNull();
        assertThat(IncomingRequest.deviceName(null)).isNull();
        assertThat(IncomingRequest.deviceName("\uD83D\uDE00".repeat(300))).isEqualTo("\uD83D\uDE00".repeat(200));
    }
}
