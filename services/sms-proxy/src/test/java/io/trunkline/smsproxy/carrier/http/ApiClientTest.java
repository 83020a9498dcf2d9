package io.trunkline.smsproxy.carrier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "ftp://api.example.test", "mailto:x", "https:///path"})
    void anApiHasAnAddressOnTheWeb(String address) {
        ApiLimits limits = Sample.config(ApiLimits.class, Map.of(), Map.of());

        assertThatThrownBy(() -> new ApiClient(Sample.account(), URI.create(address), limits))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "999999999, PT1H",
        "'Tue, 14 Nov 2023 22:13:30 GMT', PT10S",
        "'Tue, 14 Nov 2023 22:13:10 GMT', PT0S"
    })
    void aPauseIsSecondsOrADate(String header, Duration pause) {
        assertThat(RetryAfter.read(header, Sample.CLOCK)).isEqualTo(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "٣"})
    void whatCannotBeReadIsNoPause(String header) {
        assertThat(RetryAfter.read(header, Sample.CLOCK)).isNull();
    }

    @Test
    void whatGetsNoConnectionIsCertainlyNotSent() {
        Vertx vertx = Vertx.vertx();
        CarrierPeer peer = new CarrierPeer(vertx);
        peer.staysSilent();
        ApiLimits limits = Sample.config(ApiLimits.class, Map.of("connections", "1", "connect", "PT0.3S"), Map.of());
        ApiClient api = new ApiClient(new HttpAccount("x", null, vertx, Sample.CLOCK), peer.address(), limits);
        ApiRequest request = ApiRequest.form("/p", null, Map.of());

        CompletableFuture<ApiAnswer> first = api.post(request).subscribeAsCompletionStage();
        await().until(() -> peer.asked().size() == 1);
        CarrierFailure second = catchThrowableOfType(
                CarrierFailure.class, () -> api.post(request).await().indefinitely());

        assertThat(second.kind()).isEqualTo(CarrierFailure.Kind.BUSY);
        assertThat(first).isNotDone();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(peer.asked()).hasSize(1);
    }

    @Test
    void secretsAndNumbersAreNotInTexts() {
        ApiRequest request = ApiRequest.form("/p", "Basic c2VjcmV0", Map.of("To", "+15550000001"));

        assertThat(request.toString()).isEqualTo("ApiRequest[/p]");
        assertThat(Sample.form("To=%2B15550000001").toString()).doesNotContain("15550000001");
        assertThat(FormFields.of(Sample.form("To=%2B15550000001")).toString()).doesNotContain("15550000001");
        assertThat(Sample.account().toString()).isEqualTo("HttpAccount[the-carrier]");
    }
}
