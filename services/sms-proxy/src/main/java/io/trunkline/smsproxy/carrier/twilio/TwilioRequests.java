package io.trunkline.smsproxy.carrier.twilio;

import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.HttpAccount;
import io.trunkline.smsproxy.carrier.http.Proofs;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes messages as Twilio wants them. */
final class TwilioRequests {

    /** What Twilio takes as a validity, in seconds. */
    private static final long LONGEST_VALIDITY = 36_000;

    private final HttpAccount account;
    private final String path;
    private final String authorization;
    private final Optional<String> messagingService;

    TwilioRequests(HttpAccount account, TwilioConfig config) {
        if (config.apiKey().isPresent() != config.apiSecret().isPresent()) {
            throw new IllegalStateException(
                    "The carrier " + account.name() + " needs api-key and api-secret, or neither");
        }
        this.account = account;
        this.path = "/2010-04-01/Accounts/" + ApiRequest.encoded(config.accountSid()) + "/Messages.json";
        this.authorization = Proofs.basic(
                config.apiKey().orElse(config.accountSid()), config.apiSecret().orElse(config.authToken()));
        this.messagingService = config.messagingService();
    }

    ApiRequest of(OutgoingSms sms) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("To", sms.to());
        fields.put("From", sms.from());
        messagingService.ifPresent(service -> fields.put("MessagingServiceSid", service));
        if (!sms.text().isEmpty() || sms.media().isEmpty()) {
            fields.put("Body", sms.text());
        }
        URI webhook = account.webhook();
        if (webhook != null) {
            fields.put("StatusCallback", webhook.toString());
        }
        Instant expiresAt = sms.expiresAt();
        if (expiresAt != null) {
            fields.put("ValidityPeriod", String.valueOf(validity(expiresAt)));
        }
        return withMedia(sms, ApiRequest.form(path, authorization, fields));
    }

    private long validity(Instant expiresAt) {
        long seconds = Duration.between(account.clock().instant(), expiresAt).toSeconds();
        return Math.clamp(seconds, 1, LONGEST_VALIDITY);
    }

    /** A field that may be there several times. */
    private static ApiRequest withMedia(OutgoingSms sms, ApiRequest request) {
        Buffer body = request.body().copy();
        sms.media().forEach(link -> body.appendString("&MediaUrl=" + ApiRequest.encoded(link.toString())));
        return new ApiRequest(request.path(), request.authorization(), request.contentType(), body);
    }
}
