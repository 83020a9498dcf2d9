package io.trunkline.smsproxy.carrier.twilio;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.trunkline.smsproxy.carrier.http.FormFields;
import io.trunkline.smsproxy.carrier.http.Hmac;
import io.trunkline.smsproxy.carrier.http.Proofs;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code X-Twilio-Signature}: over the address and the fields of the form, or, for JSON, over the address alone, which then
 * carries the hash of the body.
 */
final class TwilioSignature {

    private static final Pattern ADDRESS =
            Pattern.compile("(https?)(://(?:[^/?#@]*@)?(?:\\[[^\\]]*\\]|[^/?#:@]*))" + "(:[0-9]{1,5})?([/?#].*)?");

    private final Hmac hmac;

    TwilioSignature(String authToken) {
        this.hmac = new Hmac("HmacSHA1", authToken);
    }

    void verify(WebhookRequest request) {
        String fields = isJson(request) ? hashedBody(request) : formOf(request);
        String given = request.header("x-twilio-signature");
        if (addresses(request.url()).stream().noneMatch(url -> Proofs.same(given, hmac.base64(url + fields)))) {
            throw WebhookRefused.forged("The signature is missing or does not fit");
        }
    }

    static boolean isJson(WebhookRequest request) {
        return request.mediaType().equals("application/json");
    }

    /** Nothing is added to the address; the body is proven by its hash there. */
    private static String hashedBody(WebhookRequest request) {
        String expected = Proofs.hash("SHA-256", request.body().getBytes());
        if (!Proofs.same(FormFields.ofQuery(request.url()).value("bodySHA256"), expected)) {
            throw WebhookRefused.forged("The hash of the body is missing or does not fit");
        }
        return "";
    }

    private static String formOf(WebhookRequest request) {
        if (request.method().equals("GET")) {
            return "";
        }
        StringBuilder fields = new StringBuilder();
        FormFields.of(request)
                .values()
                .forEach((name, values) ->
                        values.forEach(value -> fields.append(name).append(value)));
        return fields.toString();
    }

    /** With and without its port: Twilio signs sometimes the one and sometimes the other. */
    private static List<String> addresses(String url) {
        Matcher parts = ADDRESS.matcher(url);
        if (!parts.matches()) {
            return List.of(url);
        }
        String rest = parts.group(4) == null ? "" : parts.group(4);
        String host = parts.group(1) + parts.group(2);
        String port = parts.group(3) != null ? parts.group(3) : parts.group(1).equals("https") ? ":443" : ":80";
        return List.of(host + rest, host + port + rest);
    }
}
