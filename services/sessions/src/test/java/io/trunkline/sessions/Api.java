package io.trunkline.sessions;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.events.Topic;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.kit.testing.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service as its clients use it. Each caller comes from an address of its own, so limits of one never touch another. */
public final class Api {

    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final Pattern CODE = Pattern.compile("\\b([0-9]{6})\\b");

    private Api() {}

    /** A possible number that no other test has. */
    public static String newPhone() {
        return "+4477%08d".formatted(NEXT.getAndIncrement());
    }

    /** A public address that no other test has. */
    public static String newAddress() {
        int next = NEXT.getAndIncrement();
        return "198.18." + next / 250 + "." + (1 + next % 250);
    }

    public static RequestSpecification callerAt(String address) {
        return given().header("X-Forwarded-For", address);
    }

    public static RequestSpecification anonymous() {
        return callerAt(newAddress());
    }

    public static RequestSpecification as(Signed caller) {
        return anonymous().auth().oauth2(caller.accessToken());
    }

    /** Somebody who is signed in. */
    public record Signed(UUID account, String phone, String accessToken, String refreshToken) {}

    public static UUID beginSignUp(String phone, String password) {
        Map<String, String> body =
                password == null ? Map.of("phone", phone) : Map.of("phone", phone, "password", password);
        return UUID.fromString(anonymous()
                .contentType("application/json")
                .body(body)
                .post("/v1/sign-ups")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    public static Response confirm(UUID signUp, String code) {
        return anonymous()
                .contentType("application/json")
                .body(Map.of("code", code))
                .post("/v1/sign-ups/{id}/confirmation", signUp);
    }

    /** The code of the last SMS to a phone. */
    public static String codeSentTo(String phone) {
        return codeIn(smsTo(phone, 1));
    }

    /** The text of the n-th SMS to a phone. */
    public static String smsTo(String phone, int count) {
        return Topics.awaitAll(
                        Topic.SMS_PROXY_SEND,
                        event -> event instanceof SendCommand.Requested sms
                                && sms.to().number().equals(phone),
                        count)
                .stream()
                .map(event -> ((SendCommand.Requested) event.event()).text())
                .toList()
                .getLast();
    }

    public static String codeIn(String text) {
        var matcher = CODE.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No code in: " + text);
        }
        return matcher.group(1);
    }

    /** Any code but the right one. */
    public static String notThe(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    /** A new account with the usual password. */
    public static String register() {
        return register(newPhone());
    }

    public static String register(String phone) {
        UUID signUp = beginSignUp(phone, PASSWORD);
        confirm(signUp, codeSentTo(phone)).then().statusCode(201);
        return phone;
    }

    /** A new account, signed in. */
    public static Signed newUser() {
        return signIn(register());
    }

    public static Signed signIn(String phone) {
        return signed(phone, password(phone, PASSWORD));
    }

    public static Signed admin() {
        return signed("admin", password("admin", adminPassword()));
    }

    private static Signed signed(String name, Response tokens) {
        tokens.then().statusCode(200);
        String accessToken = tokens.path("access_token");
        UUID account = UUID.fromString(anonymous()
                .auth()
                .oauth2(accessToken)
                .get("/v1/account")
                .then()
                .statusCode(200)
                .extract()
                .path("id"));
        return new Signed(account, name, accessToken, tokens.path("refresh_token"));
    }

    public static String adminPassword() {
        try {
            return Files.readString(adminPasswordFile()).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Path adminPasswordFile() {
        return Path.of(ConfigProvider.getConfig().getValue("sessions.admin.password-file", String.class));
    }

    public static Response password(String username, String password) {
        return token(
                anonymous(),
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "trunkline-app",
                        "username",
                        username,
                        "password",
                        password));
    }

    public static Response byCode(String phone, String code) {
        return token(
                anonymous(),
                Map.of(
                        "grant_type",
                        "urn:trunkline:grant-type:one-time-code",
                        "client_id",
                        "trunkline-app",
                        "phone",
                        phone,
                        "code",
                        code));
    }

    public static Response refresh(String refreshToken) {
        return token(
                anonymous(),
                Map.of("grant_type", "refresh_token", "client_id", "trunkline-app", "refresh_token", refreshToken));
    }

    public static Response token(RequestSpecification caller, Map<String, String> form) {
        return caller.contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post("/oauth2/token");
    }
}
