package io.trunkline.dialer.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void withoutBracketsParametersAreTheFields() {
        NameAddress address = NameAddress.of("sip:bob@example.test;tag=5");

        assertThat(address.uri()).isEqualTo("sip:bob@example.test");
        assertThat(address.tag()).isEqualTo("5");
    }

    @Test
    void aUriHasItsParts() {
        SipUri uri = SipUri.of("SIPS:user;par=u%40example.net@[2001:db8::1]:5061;Transport=TCP;lr?Subject=x");

        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.user()).isEqualTo("user;par=u%40example.net");
        assertThat(uri.host()).isEqualTo("2001:db8::1");
        assertThat(uri.port()).isEqualTo(5061);
        assertThat(uri.transport()).isEqualTo("tcp");
        assertThat(uri.isLooseRouter()).isTrue();
        assertThat(SipUri.of("sip:gw.example.test").port()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:+441234",
                "sip:",
                "sip:a@",
                "sip:a@b:0",
                "sip:a@b:65536",
                "sip:a@b:port",
                "sip:a@[::1",
                "sip:a@b c",
                "gw"
            })
    void whatIsNoSipUriIsRefused(String text) {
        assertThatThrownBy(() -> SipUri.of(text)).isInstanceOf(SipSyntaxException.class);
    }

    @Test
    void aViaTellsHowWeLookFromOutside() {
        Via via = Via.of("SIP / 2.0 / UDP 10.0.0.1:5062 ;rport=40321;received=203.0.113.7;branch=z9hG4bK-7");

        assertThat(via.transport()).isEqualTo("UDP");
        assertThat(via.host()).isEqualTo("10.0.0.1");
        assertThat(via.port()).isEqualTo(5062);
        assertThat(via.received()).isEqualTo("203.0.113.7");
        assertThat(via.rport()).isEqualTo(40321);
        assertThat(via.branch()).isEqualTo("z9hG4bK-7");
        assertThat(Via.of("SIP/2.0/TCP gw.example.test;rport").rport()).isNull();
    }
}
