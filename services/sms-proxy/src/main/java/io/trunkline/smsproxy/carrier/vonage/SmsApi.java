package io.trunkline.smsproxy.carrier.vonage;

import com.cloudhopper.commons.charset.GSMCharset;
import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Accepted;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.http.ApiAnswer;
import io.trunkline.smsproxy.carrier.http.ApiClient;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.JsonFields;
import io.trunkline.smsproxy.carrier.http.Numbers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends by the SMS API, which cuts long messages and answers for each part: with 200, whatever has become of it. */
final class SmsApi implements VonageCarrier.Api {

    private static final long SHORTEST_VALIDITY = Duration.ofSeconds(20).toMillis();
    private static final long LONGEST_VALIDITY = Duration.ofDays(7).toMillis();

    private final HttpAccount account;
    private final ApiClient api;
    private final String apiKey;
    private final String apiSecret;

    SmsApi(HttpAccount account, VonageConfig config) {
        this.account = account;
        this.api = new ApiClient(account, config.smsApi(), config.limits());
        this.apiKey = config.apiKey();
        this.apiSecret = config.apiSecret();
    }

    @Override
    public Uni<Accepted> send(OutgoingSms sms) {
        ApiFailures.refuseMedia(sms);
        return api.post(ApiRequest.form("/sms/json", null, fields(sms))).map(SmsApi::accepted);
    }

    private Map<String, String> fields(OutgoingSms sms) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("api_key", apiKey);
        fields.put("api_secret", apiSecret);
        fields.put("from", Numbers.withoutPlus(sms.from()));
        fields.put("to", Numbers.withoutPlus(sms.to()));
        fields.put("text", sms.text());
        // Sent as text, what is not in the alphabet arrives as question marks.
        fields.put("type", GSMCharset.canRepresent(sms.text()) ? "text" : "unicode");
        fields.put("client-ref", sms.id().toString());
        Instant expiresAt = sms.expiresAt();
        if (expiresAt != null) {
            long millis = Duration.between(account.clock().instant(), expiresAt).toMillis();
            fields.put("ttl", String.valueOf(Math.clamp(millis, SHORTEST_VALIDITY, LONGEST_VALIDITY)));
        }
        URI webhook = account.webhook();
        if (webhook != null) {
            fields.put("callback", webhook.toString());
        }
        return fields;
    }

    private static Accepted accepted(ApiAnswer answer) {
        if (!answer.isSuccess()) {
            throw VonageErrors.failureOf(answer);
        }
        List<JsonFields> parts = answer.json().objects("messages");
        List<JsonFields> refused =
                parts.stream().filter(part -> !"0".equals(part.value("status"))).toList();
        if (parts.isEmpty() || (!refused.isEmpty() && refused.size() < parts.size())) {
            throw ApiFailures.unknown(parts.isEmpty() ? String.valueOf(answer.status()) : "partly");
        }
        if (!refused.isEmpty()) {
            throw VonageErrors.failureOf(answer, refused.getFirst().value("status"));
        }
        return new Accepted(parts.stream()
                .map(part -> answer.knownId(part.value("message-id")))
                .toList());
    }
}
