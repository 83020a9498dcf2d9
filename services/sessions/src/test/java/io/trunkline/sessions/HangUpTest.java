package io.trunkline.sessions;

import static io.trunkline.sessions.Api.PASSWORD;
import static io.trunkline.sessions.Api.newPhone;
import static io.trunkline.sessions.Api.newUser;
import static io.trunkline.sessions.Api.refresh;
import static io.trunkline.sessions.Api.register;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Clients that hang up in mid-request must not take the pool's connections with them. */
@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class HangUpTest {

    /** Far more than the pool has connections. */
    private static final int TIMES = 200;

    @Test
    void theServiceStillAnswersAfterManyHaveHungUp() throws IOException {
        String phone = register();
        String refreshToken = newUser().refreshToken();

        for (int time = 0; time < TIMES; time++) {
            sendAndHangUp("/v1/sign-ups", "application/json", "{\"phone\":\"" + newPhone() + "\"}");
            sendAndHangUp(
                    "/oauth2/token",
                    "application/x-www-form-urlencoded",
                    "grant_type=refresh_token&client_id=trunkline-app&refresh_token=" + refreshToken);
            if (time % 10 == 0) {
                sendAndHangUp(
                        "/oauth2/token",
                        "application/x-www-form-urlencoded",
                        "grant_type=password&client_id=trunkline-app&username=" + encoded(phone) + "&password="
                                + encoded(PASSWORD));
            }
        }

        String next = newUser().refreshToken();
        for (int time = 0; time < 40; time++) {
            next = refresh(next).then().statusCode(200).extract().path("refresh_token");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void sendAndHangUp(String path, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + Api.newAddress()
                + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            // A reset instead of a polite end: the server learns of it at once, in the middle of its work.
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }
}
