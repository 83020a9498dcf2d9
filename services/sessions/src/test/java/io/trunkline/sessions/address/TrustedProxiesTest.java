package io.trunkline.sessions.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final TrustedProxies PROXIES = new TrustedProxies(() -> List.of("10.0.0.0/8", "fc00::/7", "::1"));

    private static String client(String peer, String... forwardedFor) {
        return PROXIES.clientOf(InetAddress.ofLiteral(peer), List.of(forwardedFor))
                .getHostAddress();
    }

    @Test
    void whoIsNoProxyIsTheClientWhateverItClaims() {
        assertThat(client("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void aProxyNamesTheClient() {
        assertThat(client("10.1.2.3", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("::1", "2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void whatTheClientHasForgedStandsFurtherLeft() {
        assertThat(client("10.1.2.3", "192.0.2.1, 198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("10.1.2.3", "192.0.2.1", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("10.1.2.3", "10.9.9.9, 198.51.100.1, 10.4.5.6")).isEqualTo("198.51.100.1");
    }

    @Test
    void whatIsNoAddressEndsTheSearch() {
        assertThat(client("10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(client("10.1.2.3", "")).isEqualTo("10.1.2.3");
        assertThat(client("10.1.2.3", "localhost")).isEqualTo("10.1.2.3");
        assertThat(client("10.1.2.3", "198.51.100.1, unknown")).isEqualTo("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "172.16.0.0/12, 172.31.255.255, true",
        "172.16.0.0/12, 172.32.0.0, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7/32, 203.0.113.6, false",
        "fc00::/7, fdff::1, true",
        "fc00::/7, fe80::1, false",
        "10.0.0.0/8, ::1, false",
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/9", "::/129", "example.org", "10.0.0.0/x"})
    void whatIsNoNetworkEndsTheStart(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @Test
    void aDeviceNameIsFitToBeShown() {
        assertThat(IncomingRequest.deviceName(" a\tb\n")).isEqualTo("a b");
        assertThat(IncomingRequest.deviceName("\u0000 ")).isNull();
        assertThat(IncomingRequest.deviceName(null)).isNull();
        assertThat(IncomingRequest.deviceName("\uD83D\uDE00".repeat(300))).isEqualTo("\uD83D\uDE00".repeat(200));
    }
}
