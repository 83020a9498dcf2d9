package io.trunkline.smsproxy.carrier;

import java.util.List;

/** Where carrier accounts come from: each adapter has one bean of this, which reads its own settings. */
public interface CarrierSource {

    /** Accounts that are ready to be used. Asked once, at the start. */
    List<CarrierAccount> accounts();
}
