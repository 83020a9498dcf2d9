package io.trunkline.smsproxy.carrier.flowroute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.http.ApiFailures;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.Json;
import io.trunkline.smsproxy.carrier.http.Numbers;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A version of Flowroute's API. They differ in the body, and in how numbers are written. */
public enum FlowrouteVersion {
    /** Flat, numbers without plus, texts only. */
    V2("/v2/messages", ApiRequest.JSON) {
        @Override
        JsonNode body(OutgoingSms sms, @Nullable URI receipts) {
            ApiFailures.refuseMedia(sms);
            return Json.object()
                    .put("to", Numbers.withoutPlus(sms.to()))
                    .put("from", Numbers.withoutPlus(sms.from()))
                    .put("content", sms.text());
        }
    },
    /** JSON:API, numbers without plus. */
    V2_1("/v2.1/messages", FlowrouteVersion.JSON_API) {
        @Override
        JsonNode body(OutgoingSms sms, @Nullable URI receipts) {
            return message(sms, Numbers.withoutPlus(sms.from()), Numbers.withoutPlus(sms.to()), receipts);
        }
    },
    /** JSON:API, numbers in E.164. */
    V2_2("/v2.2/messages", FlowrouteVersion.JSON_API) {
        @Override
        JsonNode body(OutgoingSms sms, @Nullable URI receipts) {
            return message(sms, sms.from(), sms.to(), receipts);
        }
    };

    private static final String JSON_API = "application/vnd.api+json";

    private final String path;
    private final String contentType;

    FlowrouteVersion(String path, String contentType) {
        this.path = path;
        this.contentType = contentType;
    }

    /** @param receipts where receipts are to be posted; null leaves that to the account */
    ApiRequest request(OutgoingSms sms, @Nullable URI receipts, String authorization) {
        return ApiRequest.json(path, authorization, body(sms, receipts)).as(contentType);
    }

    abstract JsonNode body(OutgoingSms sms, @Nullable URI receipts);

    private static JsonNode message(OutgoingSms sms, String from, String to, @Nullable URI receipts) {
        ObjectNode attributes = Json.object().put("to", to).put("from", from).put("body", sms.text());
        if (!sms.media().isEmpty()) {
            attributes.put("is_mms", true).set("media_urls", Json.links(sms.media()));
        }
        if (receipts != null) {
            attributes.put("dlr_callback", receipts.toString());
        }
        ObjectNode data = Json.object().put("type", "message").set("attributes", attributes);
        return Json.object().set("data", data);
    }
}
