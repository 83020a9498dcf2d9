package io.trunkline.k8s;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * The addresses of a network.
 *
 * @param width of its addresses in bits: 32 or 128
 * @param host how many bits at the end tell the addresses apart
 * @param prefix what they have in common
 */
record AddressRange(int width, int host, BigInteger prefix) {

    /** @throws IllegalArgumentException if it is not like {@code 10.0.0.0/8} */
    static AddressRange of(String cidr) {
        String[] parts = cidr.split("/", 2);
        byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
        int width = address.length * Byte.SIZE;
        int host = width - Integer.parseInt(parts[1]);
        return new AddressRange(width, host, new BigInteger(1, address).shiftRight(host));
    }

    boolean contains(String address) {
        byte[] octets = InetAddress.ofLiteral(address).getAddress();
        return octets.length * Byte.SIZE == width
                && new BigInteger(1, octets).shiftRight(host).equals(prefix);
    }
}
