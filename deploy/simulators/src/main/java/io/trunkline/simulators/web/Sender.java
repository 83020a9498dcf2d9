package io.trunkline.simulators.web;

import com.sun.net.httpserver.Headers;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who sends a request that changes something: a program, this page, or, through a browser on this machine, some page of the
 * web. The last must not.
 */
public final class Sender {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    /** With another name a page of the web would be of the same origin if its name leads to 127.0.0.1. */
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private Sender() {}

    /** Browsers always send one of the two headers with such a request, or both; programs send none. */
    public static boolean isForeignPage(Headers headers) {
        String site = headers.getFirst("Sec-Fetch-Site");
        String origin = headers.getFirst("Origin");
        return (site != null && !OWN_SITES.contains(site)) || (origin != null && !isOwn(origin, headers));
    }

    private static boolean isOwn(String origin, Headers headers) {
        String host = headers.getFirst("Host");
        return host != null && THIS_MACHINE.matcher(host).matches() && origin.equals("http://" + host);
    }
}
