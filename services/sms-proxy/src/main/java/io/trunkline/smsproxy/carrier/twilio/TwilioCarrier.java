package io.trunkline.smsproxy.carrier.twilio;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookAnswer;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import java.util.List;

/** An account at Twilio. */
public final class TwilioCarrier implements WebhookCarrier {

    /** Any text would be sent to the writer as a reply. */
    private static final WebhookAnswer NO_REPLY =
            new WebhookAnswer("text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>");

    private final HttpAccount account;
    private final ApiClient api;
    private final TwilioRequests requests;
    private final TwilioSignature signature;
    private final TwilioNotices notices;

    public TwilioCarrier(HttpAccount account, TwilioConfig config) {
        this.account = account;
        this.api = new ApiClient(account, config.api(), config.limits());
        this.requests = new TwilioRequests(account, config);
        this.signature = new TwilioSignature(account.secret("auth-token", config.authToken()));
        this.notices = new TwilioNotices(account);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.post(requests.of(sms))).map(TwilioCarrier::accepted);
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw TwilioErrors.failureOf(answer);
        }
        return answer.acceptedAs(answer.json().value("sid"));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        signature.verify(request);
        return notices.read(request);
    }

    @Override
    public WebhookAnswer answer() {
        return NO_REPLY;
    }
}
