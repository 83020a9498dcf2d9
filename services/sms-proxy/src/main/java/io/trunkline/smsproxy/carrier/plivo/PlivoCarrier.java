package io.trunkline.smsproxy.carrier.plivo;

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
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.net.URI;
import java.util.List;

/** An account at Plivo. */
public final class PlivoCarrier implements WebhookCarrier {

    private final HttpAccount account;
    private final String path;
    private final String authorization;
    private final ApiClient api;
    private final PlivoSignature signature;
    private final PlivoNotices notices;

    public PlivoCarrier(HttpAccount account, PlivoConfig config) {
        String authToken = account.secret("auth-token", config.authToken());
        this.account = account;
        this.path = "/v1/Account/" + ApiRequest.encoded(config.authId()) + "/Message/";
        this.authorization = Proofs.basic(config.authId(), authToken);
        this.api = new ApiClient(account, config.api(), config.limits());
        this.signature = new PlivoSignature(authToken);
        this.notices = new PlivoNotices(account);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.post(request(sms))).map(PlivoCarrier::accepted);
    }

    private ApiRequest request(OutgoingSms sms) {
        ObjectNode body =
                Json.object().put("src", sms.from()).put("dst", sms.to()).put("text", sms.text());
        if (!sms.media().isEmpty()) {
            body.put("type", "mms").set("media_urls", Json.links(sms.media()));
        }
        URI webhook = account.webhook();
        if (webhook != null) {
            body.put("url", webhook.toString()).put("method", "POST");
        }
        return ApiRequest.json(path, authorization, body);
    }

    /** One recipient, so one id: its parts have none of their own. */
    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw PlivoErrors.failureOf(answer);
        }
        JsonFields json = answer.json();
        return answer.acceptedAs(json.texts("message_uuid").stream().findFirst().orElse(null));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        signature.verify(request);
        return notices.read(request);
    }
}
