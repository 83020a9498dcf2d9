package io.trunkline.smsproxy.carrier.twilio;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class TwilioFuzzTest extends ReaderFuzz {

    private final TwilioNotices notices = new TwilioNotices(Sample.account());
    private final TwilioCarrier carrier = new TwilioCarrier(Sample.account(), TwilioCarrierTest.config(Map.of()));

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
                TwilioWebhookTest.MESSAGE + "&NumMedia=1&MediaUrl0=https://m.example.test/0",
                "MessageSid=SM1&MessageStatus=failed&ErrorCode=30003");
    }

    @Override
    protected boolean isForm() {
        return true;
    }
}
