package io.trunkline.vouchers.voucher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

    private final ClientAddresses addresses = trusting("10.0.0.0/8", "127.0.0.0/8", "::1/128", "fc00::/7");

    @Test
    void aDirectCallerIsTheClientWhateverItSays() {
        assertThat(addresses.of("198.51.100.7", List.of("203.0.113.1"))).isEqualTo("198.51.100.7");
    }

    @Test
    void aTrustedProxyTellsTheClient() {
        assertThat(addresses.of("10.1.2.3", List.of("203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(addresses.of("::1", List.of("203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(addresses.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    }

    @Test
    void whatTheClientMadeUpIsNotRead() {
        assertThat(addresses.of("10.1.2.3", List.of("192.0.2.66, 203.0.113.1"))).isEqualTo("203.0.113.1");
        assertThat(addresses.of("10.1.2.3", List.of("192.0.2.66", "203.0.113.1")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void severalTrustedProxiesAreLookedThrough() {
        assertThat(addresses.of("10.1.2.3", List.of("192.0.2.66, 203.0.113.1, 10.9.9.9")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void anUnreadableHopEndsTheSearch() {
        assertThat(addresses.of("10.1.2.3", List.of("203.0.113.1, unknown"))).isEqualTo("10.1.2.3");
        assertThat(addresses.of("10.1.2.3", List.of(""))).isEqualTo("10.1.2.3");
        assertThat(addresses.of("10.1.2.3", List.of("[2001:db8::1"))).isEqualTo("10.1.2.3");
        assertThat(addresses.of("10.1.2.3", List.of("example.org"))).isEqualTo("10.1.2.3");
    }

    @Test
    void portsDoNotMakeAnotherClient() {
        assertThat(addresses.of("10.1.2.3", List.of("203.0.113.1:4711"))).isEqualTo("203.0.113.1");
        assertThat(addresses.of("10.1.2.3", List.of("[2001:db8::1]:4711")))
                .isEqualTo(addresses.of("10.1.2.3", List.of("2001:db8::1")));
    }

    @Test
    void anIpv6SubscriberIsOneClient() {
        String one = addresses.of("fd00::1", List.of("2001:db8:1:2:aaaa::1"));

        assertThat(one).isEqualTo(addresses.of("fd00::1", List.of("2001:db8:1:2:bbbb::2")));
        assertThat(one).isNotEqualTo(addresses.of("fd00::1", List.of("2001:db8:1:3::1")));
        assertThat(one).endsWith("/64");
    }

    @Test
    void aMappedAddressIsTheIpv4Address() {
        assertThat(addresses.of("::ffff:10.1.2.3", List.of("::ffff:203.0.113.1")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void aNetworkThatIsNoneFailsTheStart() {
        assertThatThrownBy(() -> trusting("10.0.0.0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trusting("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trusting("gateway/8")).isInstanceOf(IllegalArgumentException.class);
    }

    private static ClientAddresses trusting(String... networks) {
        return new ClientAddresses(List.of(networks));
    }
}
