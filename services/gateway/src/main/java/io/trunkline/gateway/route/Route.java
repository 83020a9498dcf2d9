package io.trunkline.gateway.route;

import io.trunkline.gateway.limit.RateLimit;
import io.trunkline.gateway.upstream.Upstream;

/**
 * A public path and who serves it.
 *
 * @param name for metrics and logs
 * @param path what it begins with, in whole segments
 * @param tokenRequired whether a valid access token is demanded here
 */
public record Route(String name, String path, Upstream upstream, boolean tokenRequired, RateLimit limit) {

    boolean fits(String requested) {
        return requested.startsWith(path)
                && (requested.length() == path.length() || requested.charAt(path.length()) == '/');
    }
}
