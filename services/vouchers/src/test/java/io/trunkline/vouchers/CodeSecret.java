package io.trunkline.vouchers;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/** A secret for one test run. */
public class CodeSecret implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Map.of("vouchers.code.secret", Base64.getEncoder().encodeToString(secret));
    }

    @Override
    public void stop() {
        // Nothing has been started.
    }
}
