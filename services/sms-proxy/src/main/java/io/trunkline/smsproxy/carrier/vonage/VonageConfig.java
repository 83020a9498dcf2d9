package io.trunkline.smsproxy.carrier.vonage;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;

/** An account at Vonage. */
public interface VonageConfig {

    /** Which of Vonage's APIs messages are sent by. */
    enum SendBy {
        /** The SMS API: one id and one receipt for each part of a message. */
        SMS_API,
        /** The Messages API: one id for the whole message. */
        MESSAGES_API
    }

    /** How the fields of a webhook are hashed with the secret. */
    enum SignatureMethod {
        /** MD5 of the fields and the secret behind them. */
        MD5_HASH,
        MD5_HMAC,
        SHA1_HMAC,
        SHA256_HMAC,
        SHA512_HMAC
    }

    /** The key of the API. */
    String apiKey();

    /** The secret that belongs to the key. */
    String apiSecret();

    /** The secret that webhooks are signed with. Signed webhooks have to be switched on at Vonage. */
    String signatureSecret();

    /** How webhooks of the SMS API are signed, as set at Vonage; those of the Messages API have one way only. */
    @WithDefault("sha256-hmac")
    SignatureMethod signatureMethod();

    /** The API that messages are sent by: sms-api or messages-api. Webhooks of both are read. */
    @WithDefault("sms-api")
    SendBy sendBy();

    /** Where the SMS API is. */
    @WithDefault("https://rest.nexmo.com")
    URI smsApi();

    /** Where the Messages API is. */
    @WithDefault("https://api.nexmo.com")
    URI messagesApi();

    /** Limits of the APIs' client. */
    ApiLimits limits();
}
