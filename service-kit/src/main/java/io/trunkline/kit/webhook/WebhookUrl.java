package io.trunkline.kit.webhook;

import io.trunkline.kit.address.OutsideAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a customer may give as the address of an endpoint. */
final class WebhookUrl {

    private static final int LONGEST = 2_000;
    private static final int LAST_PORT = 65_535;

    /** No top-level domain begins with a digit, but resolvers read addresses in many forms, such as 0x7f000001. */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(^|\\.)[0-9][^.]*\\.?$");

    private WebhookUrl() {}

    /**
     * Why an address cannot be taken, to complete "it ..."; null if it can. A name is not asked for here: what it means is checked
     * at each call.
     */
    static @Nullable String objection(String text, OutsideAddresses outside) {
        URI url = parse(text);
        if (text.length() > LONGEST || url == null || !url.isAbsolute() || url.getHost() == null) {
            return "must be an address such as https://example.org/hook, of at most 2000 characters";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "must not hold a user, a password or a fragment";
        }
        if (url.getPort() == 0 || url.getPort() > LAST_PORT) {
            return "must have a port between 1 and 65535, or none";
        }
        InetAddress literal = literal(url.getHost());
        if (literal == null && ENDS_IN_A_NUMBER.matcher(url.getHost()).find()) {
            return "must name its host by a name, or by an address in the usual form";
        }
        if (literal != null && !outside.isOutside(literal)) {
            return "must lead to the internet";
        }
        boolean isTrial = isPlain(url) && literal != null && outside.isAllowed(literal);
        return isSecure(url) || isTrial ? null : "must begin with https://";
    }

    private static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException unreadable) {
            return null;
        }
    }

    private static @Nullable InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (IllegalArgumentException name) {
            return null;
        }
    }

    static boolean isSecure(URI url) {
        return "https".equals(url.getScheme().toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(URI url) {
        return "http".equals(url.getScheme().toLowerCase(Locale.ROOT));
    }

    /** What stands in the first line of the request. */
    static String target(URI url) {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }
}
