package io.trunkline.dialer.sip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody can guess: branches, tags, call ids and nonces of ours are made of them. */
@FunctionalInterface
public interface Tokens {

    /** Letters and digits only, and never the same twice. */
    String next();

    /** 96 bits each: RFC 3261, 19.3 wants 32, and answers are trusted for knowing their branch. */
    static Tokens random() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] token = new byte[12];
            random.nextBytes(token);
            return HexFormat.of().formatHex(token);
        };
    }
}
