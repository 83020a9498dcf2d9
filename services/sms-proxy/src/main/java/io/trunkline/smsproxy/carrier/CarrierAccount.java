package io.trunkline.smsproxy.carrier;

/**
 * An account at a carrier, and how hard it may be pressed.
 *
 * @param kind how it is reached: {@code smpp}, or whose API it is
 * @param window messages on the way without an answer
 * @param resendsInDoubt whether a message that may have been taken is sent again (it may come twice, and is marked so), or
 *     kept back until a receipt settles it (it may not come at all)
 */
public record CarrierAccount(Carrier carrier, String kind, int window, boolean resendsInDoubt) {

    public CarrierAccount {
        if (window < 1) {
            throw new IllegalArgumentException("A window of " + window);
        }
    }

    public String name() {
        return carrier.name();
    }
}
