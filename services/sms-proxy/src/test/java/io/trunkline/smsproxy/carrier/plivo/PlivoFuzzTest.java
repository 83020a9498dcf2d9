package io.trunkline.smsproxy.carrier.plivo;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class PlivoFuzzTest extends ReaderFuzz {

    private final PlivoNotices notices = new PlivoNotices(Sample.account());
    private final PlivoCarrier carrier = new PlivoCarrier(Sample.account(), PlivoCarrierTest.config(Map.of()));

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
        return List.of(PlivoWebhookTest.MESSAGE, PlivoWebhookTest.RECEIPT.formatted("failed", "200"));
    }

    @Override
    protected boolean isForm() {
        return true;
    }
}
