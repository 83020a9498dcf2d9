package io.trunkline.kit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.OutsideAddresses.AddressRefused;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideAddressesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OutsideAddresses outside = TestAddresses.outside(host -> {
        throw new AssertionError("Nobody asks for a name here");
    });

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource({
        "0.0.0.0, unspecified",
        "0.1.2.3, this network",
        "10.0.0.1, private",
        "10.255.255.255, private",
        "100.64.0.1, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.0.1, link-local",
        "169.254.169.254, metadata of clouds",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.0.0.1, protocol assignments",
        "192.0.2.1, documentation",
        "192.88.99.1, relays of 6to4",
        "192.168.0.1, private",
        "198.18.0.1, benchmarks",
        "198.19.255.255, benchmarks",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, broadcast",
        "'::', unspecified",
        "::1, loopback",
        "::10.0.0.1, compatible with a private one",
        "::ffff:127.0.0.1, mapped from loopback",
        "::ffff:169.254.169.254, mapped from metadata of clouds",
        "64:ff9b::a00:1, NAT64 of a private one",
        "64:ff9b::a9fe:a9fe, NAT64 of metadata of clouds",
        "64:ff9b:1::1, local NAT64",
        "100::1, discard",
        "2001::1, Teredo",
        "2001:10::1, ORCHID",
        "2001:db8::1, documentation",
        "2002:7f00:1::1, 6to4 of loopback",
        "2002:c0a8:1::1, 6to4 of a private one",
        "3fff::1, documentation",
        "5f00::1, segment routing",
        "fc00::1, unique local",
        "fdff:ffff::1, unique local",
        "fe80::1, link-local",
        "fec0::1, site-local",
        "ff02::1, multicast"
    })
    void whatTheInternetDoesNotRouteIsInside(String address, String what) {
        assertThat(outside.isOutside(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "93.184.216.34",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:1.1.1.1",
        "64:ff9b::101:101",
        "2001:200::1",
        "2002:101:101::1",
        "2606:4700:4700::1111",
        "2a00:1450:4001:80e::200e",
        "3ffe::1"
    })
    void whatTheInternetRoutesIsOutside(String address) {
        assertThat(outside.isOutside(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aMappedAddressIsInsideEvenWhereJavaKeepsItAsIpv6() throws UnknownHostException {
        byte[] bytes = new byte[16];
        bytes[10] = bytes[11] = (byte) 0xff;
        bytes[12] = 10;

        assertThat(outside.isOutside(Inet6Address.getByAddress("mapped", bytes, 0)))
                .isFalse();
    }

    @Test
    void whatTheSettingsAllowIsOutside() {
        OutsideAddresses lenient = TestAddresses.outside(names(), "127.0.0.0/8", "fd00::/8");

        assertThat(lenient.isOutside(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
        assertThat(lenient.isOutside(InetAddress.ofLiteral("fd00::1"))).isTrue();
        assertThat(lenient.isOutside(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
        assertThat(lenient.isOutside(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
        assertThat(lenient.isAllowed(InetAddress.ofLiteral("1.1.1.1"))).isFalse();
    }

    @Test
    void aNameLeadsToAllItsAddresses() {
        assertThat(resolve(names("93.184.216.34", "2606:4700:4700::1111")))
                .containsExactly(InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral("2606:4700:4700::1111"));
    }

    @Test
    void aNameWithOneAddressInsideIsRefusedAltogether() {
        assertThatThrownBy(() -> resolve(names("93.184.216.34", "10.0.0.1")))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining("hooks.example.test");
    }

    private static List<InetAddress> resolve(NameResolver resolver) {
        return TestAddresses.outside(resolver)
                .resolve("hooks.example.test")
                .await()
                .atMost(PATIENCE);
    }

    private static NameResolver names(String... addresses) {
        return host -> Uni.createFrom()
                .item(Stream.of(addresses).map(InetAddress::ofLiteral).toList());
    }
}
