package io.trunkline.gateway.edge;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Headers that are about one connection, or about one program, and end here. */
final class HopByHop {

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final CharSequence FORWARDED = HttpHeaders.createOptimized("forwarded");
    private static final CharSequence REAL_IP = HttpHeaders.createOptimized("x-real-ip");
    private static final CharSequence PROXY_CONNECTION = HttpHeaders.createOptimized("proxy-connection");
    private static final CharSequence KEEP_ALIVE = HttpHeaders.createOptimized("keep-alive");
    private static final CharSequence TE = HttpHeaders.createOptimized("te");
    private static final CharSequence TRAILER = HttpHeaders.createOptimized("trailer");
    private static final CharSequence POWERED_BY = HttpHeaders.createOptimized("x-powered-by");

    private HopByHop() {}

    /** RFC 9110 §7.6.1, and everything by which a client could pretend to come from somewhere else. */
    static void dropFromRequest(MultiMap headers) {
        dropNominated(headers);
        List<String> forwarded = forwardedNames(headers);
        if (forwarded != null) {
            forwarded.forEach(headers::remove);
        }
        headers.remove(FORWARDED)
                .remove(REAL_IP)
                .remove(PROXY_CONNECTION)
                .remove(KEEP_ALIVE)
                .remove(HttpHeaders.PROXY_AUTHORIZATION)
                .remove(HttpHeaders.EXPECT)
                .remove(TE)
                .remove(TRAILER);
    }

    static void dropFromAnswer(MultiMap headers) {
        dropNominated(headers);
        headers.remove(HttpHeaders.CONNECTION)
                .remove(KEEP_ALIVE)
                .remove(HttpHeaders.PROXY_AUTHENTICATE)
                .remove(HttpHeaders.UPGRADE)
                .remove(TRAILER)
                .remove(HttpHeaders.SERVER)
                .remove(POWERED_BY);
    }

    /** What {@code Connection} names is about this connection too. */
    private static void dropNominated(MultiMap headers) {
        String connection = headers.get(HttpHeaders.CONNECTION);
        if (connection == null
                || HttpHeaders.KEEP_ALIVE.toString().equalsIgnoreCase(connection)
                || HttpHeaders.CLOSE.toString().equalsIgnoreCase(connection)) {
            return;
        }
        for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
            for (String name : value.split(",")) {
                if (isDroppable(name.trim())) {
                    headers.remove(name.trim());
                }
            }
        }
    }

    /** A client must not be able to make us drop what the service relies on. */
    private static boolean isDroppable(String name) {
        return !name.isEmpty()
                && !name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION.toString())
                && !name.equalsIgnoreCase(HttpHeaders.HOST.toString())
                && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH.toString())
                && !name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING.toString())
                && !name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE.toString())
                && !name.equalsIgnoreCase(HttpHeaders.CONNECTION.toString());
    }

    private static @Nullable List<String> forwardedNames(MultiMap headers) {
        List<String> found = null;
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            if (name.regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length())) {
                found = found == null ? new ArrayList<>() : found;
                found.add(name);
            }
        }
        return found;
    }
}
