package io.trunkline.smsproxy.carrier.telnyx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import java.net.URI;
import java.util.List;

/** An account at Telnyx. */
public final class TelnyxCarrier implements WebhookCarrier {

    private final HttpAccount account;
    private final String authorization;
    private final ApiClient api;
    private final TelnyxSignature signature;
    private final TelnyxNotices notices;

    public TelnyxCarrier(HttpAccount account, TelnyxConfig config) {
        this.account = account;
        this.authorization = "Bearer " + account.secret("api-key", config.apiKey());
        this.api = new ApiClient(account, config.api(), config.limits());
        this.signature = new TelnyxSignature(account.secret("public-key", config.publicKey()), account.clock());
        this.notices = new TelnyxNotices(account);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.post(request(sms))).map(TelnyxCarrier::accepted);
    }

    private ApiRequest request(OutgoingSms sms) {
        ObjectNode body =
                Json.object().put("from", sms.from()).put("to", sms.to()).put("text", sms.text());
        if (!sms.media().isEmpty()) {
            body.set("media_urls", Json.links(sms.media()));
        }
        URI webhook = account.webhook();
        if (webhook != null) {
            body.put("webhook_url", webhook.toString());
        }
        return ApiRequest.json("/v2/messages", authorization, body);
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw TelnyxErrors.failureOf(answer);
        }
        return answer.acceptedAs(answer.json().object("data").value("id"));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        signature.verify(request);
        return notices.read(request);
    }
}
