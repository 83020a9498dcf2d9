package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MessagesFuzzTest extends ReaderFuzz {

    private final MessagesNotices notices = new MessagesNotices(Sample.account());
    private final VonageCarrier carrier = new VonageCarrier(Sample.account(), VonageSmsCarrierTest.config(Map.of()));

    @Override
    protected Object read(WebhookRequest request) {
        return notices.read(Json.fields(request));
    }

    @Override
    protected Object readWhole(WebhookRequest request) {
        return carrier.read(request);
    }

    @Override
    protected List<String> samples() {
        return List.of(VonageMessagesWebhookTest.MESSAGE, VonageMessagesWebhookTest.RECEIPT.formatted("rejected"));
    }

    @Property(tries = 300)
    void anyToken(@ForAll String token) {
        WebhookRequest request = Sample.json(
                Sample.WEBHOOK.toString(),
                VonageMessagesWebhookTest.MESSAGE,
                Map.of("authorization", "Bearer " + token));

        Sample.refusal(() -> carrier.read(request));
    }
}
