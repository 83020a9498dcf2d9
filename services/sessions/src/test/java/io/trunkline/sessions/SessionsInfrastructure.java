package io.trunkline.sessions;

import io.trunkline.kit.testing.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The shared servers, what an operator would set, and what differs from other services: this one issues the tokens that it
 * checks, so the stand-in for an issuer is not asked.
 */
public class SessionsInfrastructure extends Infrastructure {

    public static final String ISSUER = "http://localhost:8080";

    private Path folder;

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(super.start());
        int port = freePort();
        folder = temporaryFolder();
        settings.put("quarkus.http.test-port", Integer.toString(port));
        settings.put("trunkline.auth.issuer", ISSUER);
        settings.put("trunkline.auth.jwks", "http://localhost:" + port + "/oauth2/jwks");
        settings.put("trunkline.auth.jwks-least-interval", "PT0.05S");
        settings.put("sessions.secret.root", randomSecret());
        settings.put(
                "sessions.admin.password-file", folder.resolve("admin/password").toString());
        settings.put("sessions.throttle.free-per-address", "20");
        // Tests skip time; the real time that they take must not matter.
        settings.put("sessions.throttle.first-delay", "PT1M");
        return settings;
    }

    private static String randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sessions-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (folder == null) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
