package io.trunkline.dialer.sip;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of header fields as they are written, and what they have in common. */
public final class Header {

    public static final String VIA = "Via";
    public static final String FROM = "From";
    public static final String TO = "To";
    public static final String CALL_ID = "Call-ID";
    public static final String CSEQ = "CSeq";
    public static final String MAX_FORWARDS = "Max-Forwards";
    public static final String CONTACT = "Contact";
    public static final String ROUTE = "Route";
    public static final String RECORD_ROUTE = "Record-Route";
    public static final String CONTENT_TYPE = "Content-Type";
    public static final String CONTENT_LENGTH = "Content-Length";
    public static final String ALLOW = "Allow";
    public static final String SUPPORTED = "Supported";
    public static final String REQUIRE = "Require";
    public static final String UNSUPPORTED = "Unsupported";
    public static final String ACCEPT = "Accept";
    public static final String EXPIRES = "Expires";
    public static final String MIN_EXPIRES = "Min-Expires";
    public static final String RETRY_AFTER = "Retry-After";
    public static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    public static final String PROXY_AUTHENTICATE = "Proxy-Authenticate";
    public static final String AUTHORIZATION = "Authorization";
    public static final String PROXY_AUTHORIZATION = "Proxy-Authorization";
    public static final String USER_AGENT = "User-Agent";
    /** RFC 3326. */
    public static final String REASON = "Reason";
    /** RFC 3262. */
    public static final String RSEQ = "RSeq";
    /** RFC 3262. */
    public static final String RACK = "RAck";
    /** RFC 4028. */
    public static final String SESSION_EXPIRES = "Session-Expires";
    /** RFC 4028. */
    public static final String MIN_SE = "Min-SE";
    /** RFC 3325. */
    public static final String P_ASSERTED_IDENTITY = "P-Asserted-Identity";
    /** RFC 3323. */
    public static final String PRIVACY = "Privacy";

    /** RFC 3261, 7.3.3, and the RFCs of the others. */
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("v", VIA),
            Map.entry("f", FROM),
            Map.entry("t", TO),
            Map.entry("i", CALL_ID),
            Map.entry("m", CONTACT),
            Map.entry("c", CONTENT_TYPE),
            Map.entry("l", CONTENT_LENGTH),
            Map.entry("e", "Content-Encoding"),
            Map.entry("k", SUPPORTED),
            Map.entry("s", "Subject"),
            Map.entry("x", SESSION_EXPIRES),
            Map.entry("r", "Refer-To"),
            Map.entry("b", "Referred-By"),
            Map.entry("o", "Event"),
            Map.entry("u", "Allow-Events"));

    private static final Map<String, String> KNOWN = Arrays.stream(new String[] {
                VIA,
                FROM,
                TO,
                CALL_ID,
                CSEQ,
                MAX_FORWARDS,
                CONTACT,
                ROUTE,
                RECORD_ROUTE,
                CONTENT_TYPE,
                CONTENT_LENGTH,
                ALLOW,
                SUPPORTED,
                REQUIRE,
                UNSUPPORTED,
                ACCEPT,
                EXPIRES,
                MIN_EXPIRES,
                RETRY_AFTER,
                WWW_AUTHENTICATE,
                PROXY_AUTHENTICATE,
                AUTHORIZATION,
                PROXY_AUTHORIZATION,
                USER_AGENT,
                REASON,
                RSEQ,
                RACK,
                SESSION_EXPIRES,
                MIN_SE,
                P_ASSERTED_IDENTITY,
                PRIVACY
            })
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), Function.identity()));

    /** Several values may stand in one field, with commas between them (7.3.1); nothing else is taken apart. */
    private static final Set<String> LISTS =
            Set.of(VIA, CONTACT, ROUTE, RECORD_ROUTE, ALLOW, SUPPORTED, REQUIRE, REASON);

    private Header() {}

    /** As we write it, whatever its letters, and its full form if it is a compact one. */
    static String named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String full = COMPACT.get(lower);
        return full == null ? KNOWN.getOrDefault(lower, name) : full;
    }

    static boolean isList(String name) {
        return LISTS.contains(name);
    }
}
