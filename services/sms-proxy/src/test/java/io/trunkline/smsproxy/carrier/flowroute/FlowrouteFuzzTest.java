package io.trunkline.smsproxy.carrier.flowroute;

import io.trunkline.kit.Ids;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class FlowrouteFuzzTest extends ReaderFuzz {

    private final FlowrouteNotices notices = new FlowrouteNotices(Sample.account(), new Ids());
    private final FlowrouteCarrier carrier =
            new FlowrouteCarrier(Sample.account(), FlowrouteCarrierTest.config(Map.of()), new Ids());

    @Override
    protected Object read(WebhookRequest request) {
        return notices.read(request);
    }

    @Override
    protected Object readWhole(WebhookRequest request) {
        return carrier.read(request);
    }

    @Override
    protected List<String> samples() {
        return List.of(
                FlowrouteWebhookTest.FLAT,
                FlowrouteWebhookTest.NESTED,
                FlowrouteWebhookTest.RECEIPT.formatted("1", "delivered", "\"1003\""));
    }
}
