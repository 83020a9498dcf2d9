package io.trunkline.gateway.client;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses in CIDR notation (RFC 4632): {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
 *
 * @param bits how many leading bits an address must share
 */
record Network(InetAddress base, int bits) {

    /** @throws IllegalArgumentException if the text is no network */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException("Not a network: " + text);
        }
        int most = base.getAddress().length * 8;
        int bits = slash < 0 ? most : bitsOf(text.substring(slash + 1), most);
        if (bits < 0) {
            throw new IllegalArgumentException("Not a network: " + text);
        }
        return new Network(base, bits);
    }

    private static int bitsOf(String text, int most) {
        if (!text.matches("[0-9]{1,3}")) {
            return -1;
        }
        int bits = Integer.parseInt(text);
        return bits <= most ? bits : -1;
    }

    boolean contains(@Nullable InetAddress address) {
        if (address == null) {
            return false;
        }
        byte[] theirs = address.getAddress();
        byte[] ours = base.getAddress();
        int whole = bits / 8;
        int rest = bits % 8;
        return theirs.length == ours.length
                && Arrays.equals(theirs, 0, whole, ours, 0, whole)
                && (rest == 0 || (theirs[whole] ^ ours[whole]) >> (8 - rest) == 0);
    }
}
