package io.trunkline.kit.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends its request and does not wait for the answer. */
public final class HangingUp {

    private HangingUp() {}

    public static void get(URI service, String path) throws IOException {
        send(service, "GET " + path + " HTTP/1.1\r\nHost: " + service.getHost() + "\r\n\r\n");
    }

    /** With a JSON body and a bearer token. */
    public static void post(URI service, String path, String token, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        send(
                service,
                "POST " + path + " HTTP/1.1\r\nHost: " + service.getHost() + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    private static void send(URI service, String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            // Closing resets the connection, as a client does that is killed.
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }
}
