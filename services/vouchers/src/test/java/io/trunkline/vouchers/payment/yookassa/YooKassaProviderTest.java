package io.trunkline.vouchers.payment.yookassa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.vouchers.payment.Callback;
import io.trunkline.vouchers.payment.Notice;
import io.trunkline.vouchers.payment.NoticeRefused;
import io.trunkline.vouchers.payment.PaymentProvider;
import io.trunkline.vouchers.payment.PaymentProviderContract;
import io.trunkline.vouchers.payment.ProviderClient;
import io.trunkline.vouchers.payment.ProviderPeer;
import io.trunkline.vouchers.payment.YooKassaPeer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YooKassaProviderTest extends PaymentProviderContract {

    @Override
    protected ProviderPeer peer() {
        return new YooKassaPeer();
    }

    @Override
    protected PaymentProvider provider(ProviderClient client) {
        YooKassaShop shop = new YooKassaShop(YooKassaPeer.SHOP, YooKassaPeer.SECRET_KEY, Set.of("RUB"));
        return new YooKassaProvider(shop, client, config.seller(), config.returnTo());
    }

    @Test
    void aNotificationSaysOfWhichPayment() {
        assertThat(
                        notice(
                                "{\"event\":\"payment.succeeded\",\"object\":{\"id\":\"2b-1\",\"metadata\":{\"payment\":\"ab\"}}}"))
                .isEqualTo(new Notice("ab", "2b-1"));
        assertThat(notice("{\"event\":\"refund.succeeded\",\"object\":{\"id\":\"2b-2\",\"payment_id\":\"2b-1\"}}"))
                .isEqualTo(new Notice(null, "2b-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "[]", "{}", "{\"event\":\"payment.succeeded\",\"object\":{\"id\":\"../refunds\"}}"
            })
    void whatIsNoNotificationIsRefused(String body) {
        assertThatThrownBy(() -> notice(body)).isInstanceOf(NoticeRefused.class);
    }

    private Notice notice(String body) {
        Vertx vertx = Vertx.vertx();
        try {
            ProviderClient unused = new ProviderClient(vertx, URI.create("http://127.0.0.1"), config);
            return provider(unused).notice(new Callback(Map.of(), body));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
