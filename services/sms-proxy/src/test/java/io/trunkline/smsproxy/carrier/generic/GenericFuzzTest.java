package io.trunkline.smsproxy.carrier.generic;

import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ReaderFuzz;
import io.trunkline.smsproxy.carrier.http.Sample;
import java.util.List;
import java.util.Map;

class GenericFuzzTest extends ReaderFuzz {

    private final GenericCarrier open =
            new GenericCarrier(Sample.account(), GenericCarrierTest.config(GenericWebhookTest.RECEIPTS));
    private final GenericCarrier signed = new GenericCarrier(
            Sample.account(),
            GenericCarrierTest.config(
                    Map.of("inbound.signature.header", "x-signature", "inbound.signature.secret", "shh")));

    @Override
    protected Object read(WebhookRequest request) {
        return open.read(request);
    }

    @Override
    protected Object readWhole(WebhookRequest request) {
        return signed.read(request);
    }

    @Override
    protected List<String> samples() {
        return List.of(GenericWebhookTest.MESSAGE, GenericWebhookTest.RECEIPT.formatted("gone"));
    }
}
