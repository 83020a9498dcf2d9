package io.trunkline.smsproxy.carrier.bandwidth;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class BandwidthFuzzTest extends ReaderFuzz {

    private final BandwidthNotices notices = new BandwidthNotices(Sample.account());
    private final BandwidthCarrier carrier = new BandwidthCarrier(
            Sample.account(), BandwidthCarrierTest.config(Map.of("webhook-user", "u", "webhook-password", "p")));

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
        String failed = BandwidthWebhookTest.RECEIPT.formatted("message-failed", "+15550000009");
        return List.of("[" + BandwidthWebhookTest.MESSAGE + "]", "[" + failed + "]");
    }
}
