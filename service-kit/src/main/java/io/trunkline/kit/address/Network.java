package io.trunkline.kit.address;

import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation (RFC 4632).
 *
 * @param prefix the address that it begins with; bits after the first {@code bits} do not count
 */
public record Network(InetAddress prefix, int bits) {

    /** @throws IllegalArgumentException if it is no network, such as {@code 10.0.0.0/8}, {@code fc00::/7} or one address */
    public static Network parse(String cidr) {
        String[] parts = cidr.strip().split("/", -1);
        InetAddress prefix = InetAddress.ofLiteral(parts[0]);
        int longest = prefix.getAddress().length * Byte.SIZE;
        int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
        if (parts.length > 2 || bits < 0 || bits > longest) {
            throw new IllegalArgumentException("Not a network: " + cidr);
        }
        return new Network(prefix, bits);
    }

    public boolean contains(InetAddress address) {
        byte[] ours = prefix.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
