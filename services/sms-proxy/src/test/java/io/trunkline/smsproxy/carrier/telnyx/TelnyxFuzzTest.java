package io.trunkline.smsproxy.carrier.telnyx;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class TelnyxFuzzTest extends ReaderFuzz {

    private final TelnyxNotices notices = new TelnyxNotices(Sample.account());
    private final TelnyxCarrier carrier = new TelnyxCarrier(Sample.account(), TelnyxCarrierTest.config(Map.of()));

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
        return List.of(TelnyxWebhookTest.MESSAGE, TelnyxWebhookTest.RECEIPT.formatted("delivered"));
    }
}
