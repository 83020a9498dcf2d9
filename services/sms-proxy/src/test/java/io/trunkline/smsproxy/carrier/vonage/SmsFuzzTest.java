package io.trunkline.smsproxy.carrier.vonage;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class SmsFuzzTest extends ReaderFuzz {

    private final SmsNotices notices = new SmsNotices(Sample.account());
    private final VonageCarrier carrier = new VonageCarrier(Sample.account(), VonageSmsCarrierTest.config(Map.of()));

    @Override
    protected Object read(WebhookRequest request) {
        return notices.read(FormFields.of(request));
    }

    @Override
    protected Object readWhole(WebhookRequest request) {
        return carrier.read(request);
    }

    @Override
    protected List<String> samples() {
        return List.of(VonageSmsWebhookTest.MESSAGE, VonageSmsWebhookTest.PART, VonageSmsWebhookTest.RECEIPT);
    }

    @Override
    protected boolean isForm() {
        return true;
    }
}
