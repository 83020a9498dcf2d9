package io.trunkline.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

    private final Forwarding forwarding = new Forwarding(List.of("10.0.0.0/8", "fd00::/8", "192.0.2.7"));

    private String clientOf(String peer, String... headers) {
        return forwarding
                .clientOf(List.of(headers), InetAddress.ofLiteral(peer))
                .getHostAddress();
    }

    @Test
    void takesTheLastAddressThatNoProxyOfOursHas() {
        assertThat(clientOf("10.1.1.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(clientOf("10.1.1.1", "198.51.100.1, 203.0.113.9, 10.2.2.2")).isEqualTo("203.0.113.9");
        assertThat(clientOf("10.1.1.1", "198.51.100.1", "203.0.113.9, 192.0.2.7"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void stopsAtWhatIsNoAddress() {
        assertThat(clientOf("10.1.1.1", "203.0.113.9, unknown")).isEqualTo("10.1.1.1");
        assertThat(clientOf("10.1.1.1", "203.0.113.9, localhost, 10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(clientOf("10.1.1.1")).isEqualTo("10.1.1.1");
        assertThat(clientOf("10.1.1.1", " , ,")).isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "10.128.0.0/9,10.127.0.1,false",
        "10.128.0.0/9,10.200.0.1,true",
        "0.0.0.0/0,8.8.8.8,true",
        "0.0.0.0/0,::1,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.8,false"
    })
    void knowsWhichAddressesANetworkHas(String network, String address, boolean contained) {
        assertThat(Network.parse(network).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "example.com/8", "2001:db8::/129", "10/8/8"})
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsAnIpv6CustomerAsOne() {
        assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
    }

    private static Object key(String address) {
        return ClientAddress.rateKey(InetAddress.ofLiteral(address));
    }
}
