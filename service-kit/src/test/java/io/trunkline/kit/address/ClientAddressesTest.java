package io.trunkline.kit.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private static ClientAddresses trusting(String... networks) {
        return new ClientAddresses(() -> Optional.of(Arrays.asList(networks)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // peer | header | client
                "203.0.113.9|198.51.100.1|203.0.113.9",
                "10.0.0.1|198.51.100.1|198.51.100.1",
                "10.0.0.1|6.6.6.6, 198.51.100.1|198.51.100.1",
                "10.0.0.1|6.6.6.6, 198.51.100.1, 10.0.0.2|198.51.100.1",
                "10.0.0.1|10.9.9.9|10.9.9.9",
                "10.0.0.1|unknown|10.0.0.1",
                "10.0.0.1|198.51.100.1:4711|198.51.100.1",
                "10.0.0.1|[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
                "10.0.0.1|''|10.0.0.1",
                "fd00::1|198.51.100.1|198.51.100.1",
            })
    void believesOnlyWhatATrustedProxyHasSeen(String peer, String header, String client) {
        InetAddress found = trusting("10.0.0.0/8", "fc00::/7").clientOf(InetAddress.ofLiteral(peer), List.of(header));

        assertThat(found.getHostAddress()).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.9,203.0.113.9", "2001:db8:1:2:3:4:5:6,2001:db8:1:2:0:0:0:0"})
    void countsASubscriberAsOne(String address, String subscriber) {
        assertThat(ClientAddresses.subscriber(InetAddress.ofLiteral(address)).getHostAddress())
                .isEqualTo(subscriber);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "172.16.0.0/12,172.31.0.1,true",
        "172.16.0.0/12,172.32.0.1,false",
        "127.0.0.1,127.0.0.1,true",
        "::/0,10.0.0.1,false",
        "0.0.0.0/0,1.2.3.4,true"
    })
    void knowsItsNetworks(String network, String address, boolean contained) {
        assertThat(trusting(network).isTrusted(InetAddress.ofLiteral(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "", "10.0.0/8x"})
    void aNetworkThatIsNoneFailsTheStart(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> trusting(network));
    }
}
