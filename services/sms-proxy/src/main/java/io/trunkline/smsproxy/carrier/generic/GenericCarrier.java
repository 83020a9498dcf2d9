package io.trunkline.smsproxy.carrier.generic;

import com.fasterxml.jackson.core.JsonPointer;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.WebhookCarrier;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Senders;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account at a carrier whose formats are described in the settings. */
public final class GenericCarrier implements WebhookCarrier {

    private final HttpAccount account;
    private final ApiClient api;
    private final String path;
    private final @Nullable String authorization;
    private final String contentType;
    private final Template template;
    private final JsonPointer id;
    private final GenericErrors errors;
    private final Senders senders;
    private final GenericSignature signature;
    private final GenericNotices notices;

    public GenericCarrier(HttpAccount account, GenericConfig config) {
        GenericConfig.Outbound out = config.outbound();
        this.account = account;
        this.api = new ApiClient(account, out.url().resolve("/"), config.limits());
        this.path = pathAndQuery(out.url());
        this.authorization = out.authorization().orElse(null);
        this.contentType = switch (out.format()) {
            case JSON -> ApiRequest.JSON;
            case FORM -> ApiRequest.FORM;
        };
        this.template = Template.of(out.template(), out.format());
        this.id = JsonPointer.compile(out.id());
        this.errors = new GenericErrors(out);
        this.senders = new Senders(config.inbound().addresses());
        this.signature = new GenericSignature(account, config.inbound().signature());
        this.notices = new GenericNotices(account, config.inbound());
    }

    private static String pathAndQuery(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        return Uni.createFrom().deferred(() -> api.post(request(sms))).map(this::accepted);
    }

    private ApiRequest request(OutgoingSms sms) {
        ApiFailures.refuseMedia(sms);
        return new ApiRequest(path, authorization, contentType, Buffer.buffer(template.write(sms)));
    }

    private Accepted accepted(ApiAnswer answer) {
        CarrierFailure failure = errors.failureOf(answer);
        if (failure != null) {
            throw failure;
        }
        return answer.acceptedAs(answer.json().valueAt(id));
    }

    @Override
    public List<CarrierNotice> read(WebhookRequest request) {
        senders.verify(request);
        signature.verify(request);
        return notices.read(request);
    }
}
