package io.trunkline.simulators.acquirer;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The one shop that the bank knows.
 *
 * @param callbackSecret the key that its callbacks are signed with
 * @param callback where they go; null sends none
 */
public record Account(
        String userName,
        String password,
        String callbackSecret,
        @Nullable URI callback) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "Account[" + userName + "]";
    }
}
