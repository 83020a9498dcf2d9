package io.trunkline.smsproxy.compat;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.smsproxy.Owner;
import java.util.HashMap;
import java.util.Map;

/** A client of flowroute/sms-proxy, which knows nothing but its base address and, new to it, a token. */
record OldClient(Owner owner) {

    static final String TN = "/sms-proxy/tn";
    static final String SESSION = "/sms-proxy/session";
    static final String WEBHOOK = "/sms-proxy/";

    static final String START =
            "[TRUNKLINE]: Your session has started. Reply to this message to reach the other party.";
    static final String END = "[TRUNKLINE]: Your session has ended.";
    static final String STRANGER = "[TRUNKLINE]: This number is not in a session with you.";

    static OldClient any() {
        return new OldClient(Owner.any());
    }

    /** As Flowroute writes it: without a plus. */
    static String newPhone() {
        return Owner.newPhone().substring(1);
    }

    private RequestSpecification request() {
        return given().auth().oauth2(owner.token());
    }

    Response get(String path) {
        return request().get(path);
    }

    Response post(String path, Object body) {
        return request().contentType("application/json").body(body).post(path);
    }

    Response post(String path, String contentType, byte[] body) {
        return request()
                .config(io.restassured.RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs(contentType, io.restassured.http.ContentType.BINARY)))
                .contentType(contentType)
                .body(body)
                .post(path);
    }

    Response postNothing(String path) {
        return request().contentType("application/json").post(path);
    }

    Response delete(String path, Object body) {
        return request().contentType("application/json").body(body).delete(path);
    }

    /** A number that is in the pool now. */
    String tn() {
        String tn = newPhone();
        post(TN, Map.of("value", tn)).then().statusCode(200);
        return tn;
    }

    Response startSession(String a, String b) {
        return post(SESSION, Map.of("participant_a", a, "participant_b", b));
    }

    Response startSession(String a, String b, Object expiryWindow) {
        Map<String, Object> session = new HashMap<>();
        session.put("participant_a", a);
        session.put("participant_b", b);
        session.put("expiry_window", expiryWindow);
        return post(SESSION, session);
    }

    Talk talk() {
        return talk(null);
    }

    /** A session between new people, by a number that is free. */
    Talk talk(@org.jspecify.annotations.Nullable Object expiryWindow) {
        String a = newPhone();
        String b = newPhone();
        Response started = startSession(a, b, expiryWindow);
        started.then().statusCode(200);
        return new Talk(started.path("session_id"), started.path("virtual_tn"), a, b);
    }

    Response endSession(Object id) {
        return delete(SESSION, Map.of("session_id", id));
    }

    Response bring(String from, String to, Object body) {
        return post(WEBHOOK, Map.of("to", to, "from", from, "body", body));
    }

    Response bring(String id, String from, String to, Object body) {
        return post(WEBHOOK, Map.of("to", to, "from", from, "body", body, "id", id));
    }

    /** A session as the client was told of it. */
    record Talk(String id, String tn, String a, String b) {}
}
