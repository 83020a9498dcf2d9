package io.trunkline.smsproxy.carrier.vonage;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import java.util.List;

/** An account at Vonage. What its two APIs post is told apart by shape. */
public final class VonageCarrier implements WebhookCarrier {

    /** A way to hand messages over. */
    interface Api {
        Uni<Accepted> send(OutgoingSms sms);
    }

    private final HttpAccount account;
    private final Api api;
    private final VonageSignature signature;
    private final VonageToken token;
    private final SmsNotices smsNotices;
    private final MessagesNotices messagesNotices;

    public VonageCarrier(HttpAccount account, VonageConfig config) {
        String secret = account.secret("signature-secret", config.signatureSecret());
        account.secret("api-secret", config.apiSecret());
        this.account = account;
        this.api = switch (config.sendBy()) {
            case SMS_API -> new SmsApi(account, config);
            case MESSAGES_API -> new MessagesApi(account, config);
        };
        this.signature = new VonageSignature(config.signatureMethod(), secret, account.clock());
        this.token = new VonageToken(secret, account.clock());
        this.smsNotices = new SmsNotices(account);
        this.messagesNotices = new MessagesNotices(account);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.send(sms));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        boolean isJson = request.method().equals("POST") && request.mediaType().equals("application/json");
        JsonFields json = isJson ? Json.fields(request) : JsonFields.NONE;
        if (json.has("message_uuid")) {
            token.verify(request);
            return messagesNotices.read(json);
        }
        FormFields fields = isJson ? FormFields.of(json) : FormFields.of(request);
        signature.verify(fields);
        return smsNotices.read(fields);
    }
}
