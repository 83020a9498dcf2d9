package io.trunkline.dialer.sip;

import org.jspecify.annotations.Nullable;

/**
 * Somebody, as From, To, Contact and routes name him (RFC 3261, 20.10).
 *
 * @param displayName empty if there is none
 * @param uri as it stands there, with its own parameters
 * @param parameters of the header field, such as the tag
 */
public record NameAddress(String displayName, String uri, Parameters parameters) {

    /** @throws SipSyntaxException if it is none */
    public static NameAddress of(String value) {
        int open = Text.find(value, '<', 0);
        return open < 0 ? bare(value) : bracketed(value, open);
    }

    private static NameAddress bracketed(String value, int open) {
        int close = value.indexOf('>', open);
        if (close < 0) {
            throw new SipSyntaxException("An address has no end");
        }
        String name = Text.unquoted(value.substring(0, open).strip());
        return checked(name, value.substring(open + 1, close), value.substring(close + 1));
    }

    /** Without brackets what follows a semicolon belongs to the field, not to the URI. */
    private static NameAddress bare(String value) {
        int end = value.indexOf(';');
        return end < 0
                ? checked("", value.strip(), "")
                : checked("", value.substring(0, end).strip(), value.substring(end));
    }

    private static NameAddress checked(String name, String uri, String parameters) {
        boolean hasScheme = uri.indexOf(':') > 0;
        if (!hasScheme || uri.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '<' || c == '>')) {
            throw new SipSyntaxException("An address is not a URI");
        }
        return new NameAddress(name, uri, Parameters.of(parameters));
    }

    /**
     * As it stands in From and To, without a tag.
     *
     * @param displayName empty if there is none
     */
    public static String text(String displayName, String uri) {
        String address = "<" + uri + ">";
        return displayName.isEmpty() ? address : Text.quoted(displayName) + " " + address;
    }

    /** Null if it has none: then it is outside of a dialog (12.1). */
    public @Nullable String tag() {
        return parameters.get("tag");
    }
}
