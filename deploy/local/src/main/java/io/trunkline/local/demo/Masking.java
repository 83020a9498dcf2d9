package io.trunkline.local.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps secrets out of the transcript, which people paste into tickets. */
final class Masking {

    private static final Set<String> SECRETS =
            Set.of("password", "current", "code", "access_token", "refresh_token", "client_secret", "clientSecret");
    private static final String MASK = "***";

    /** The value of a secret member, as it stands in JSON text. */
    private static final Pattern SECRET_MEMBER =
            Pattern.compile("\"(" + String.join("|", SECRETS) + ")\"\\s*:\\s*\"(?:[^\"\\\\]|\\\\.)*\"");

    private Masking() {}

    static boolean isSecret(String name) {
        return SECRETS.contains(name);
    }

    static String json(String text) {
        return SECRET_MEMBER.matcher(text).replaceAll("\"$1\":\"" + MASK + "\"");
    }

    /** A form, readable: {@code grant_type=password&username=+44...&password=***}. */
    static String form(String encoded) {
        StringBuilder masked = new StringBuilder();
        for (String parameter : encoded.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = parameter.substring(0, equals);
            String value = URLDecoder.decode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
            masked.append(masked.isEmpty() ? "" : "&").append(name).append('=');
            masked.append(isSecret(name) ? MASK : value);
        }
        return masked.toString();
    }
}
