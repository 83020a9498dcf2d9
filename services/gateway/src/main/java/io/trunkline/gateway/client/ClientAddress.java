package io.trunkline.gateway.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Addresses of clients. */
final class ClientAddress {

    private static final int LONGEST = 45;

    private ClientAddress() {}

    /**
     * What an address is counted by: an IPv6 address by its /64, which is the least that one customer gets, so that nobody
     * has 2^64 rates of their own.
     */
    static Object rateKey(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        long prefix = 0;
        for (byte octet : Arrays.copyOf(address.getAddress(), 8)) {
            prefix = (prefix << 8) | (octet & 0xff);
        }
        return prefix;
    }

    /** A literal address; null for anything else. A name is never looked up. */
    static @Nullable InetAddress parse(String text) {
        String literal = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (literal.isEmpty() || literal.length() > LONGEST || !isLiteral(literal)) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    private static boolean isLiteral(String text) {
        return text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }
}
