package io.trunkline.smsproxy.carrier.vonage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.Numbers;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** Sends by the Messages API. */
final class MessagesApi implements VonageCarrier.Api {

    private static final long SHORTEST_VALIDITY = 20;
    private static final long LONGEST_VALIDITY = Duration.ofDays(3).toSeconds();

    private final HttpAccount account;
    private final ApiClient api;
    private final String authorization;

    MessagesApi(HttpAccount account, VonageConfig config) {
        this.account = account;
        this.api = new ApiClient(account, config.messagesApi(), config.limits());
        this.authorization = Proofs.basic(config.apiKey(), config.apiSecret());
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        ApiFailures.refuseMedia(sms);
        return api.post(ApiRequest.json("/v1/messages", authorization, body(sms)))
                .map(MessagesApi::accepted);
    }

    private ObjectNode body(OutgoingSms sms) {
        ObjectNode body = Json.object()
                .put("message_type", "text")
                .put("channel", "sms")
                .put("from", Numbers.withoutPlus(sms.from()))
                .put("to", Numbers.withoutPlus(sms.to()))
                .put("text", sms.text())
                .put("client_ref", sms.id().toString());
        Instant expiresAt = sms.expiresAt();
        if (expiresAt != null) {
            long seconds =
                    Duration.between(account.clock().instant(), expiresAt).toSeconds();
            body.put("ttl", Math.clamp(seconds, SHORTEST_VALIDITY, LONGEST_VALIDITY));
        }
        URI webhook = account.webhook();
        return webhook == null ? body : body.put("webhook_url", webhook.toString());
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw VonageErrors.failureOf(answer);
        }
        return answer.acceptedAs(answer.json().value("message_uuid"));
    }
}
