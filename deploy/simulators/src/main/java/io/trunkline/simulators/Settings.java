package io.trunkline.simulators;

import io.trunkline.simulators.acquirer.Account;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about a run.
 *
 * @param smppPort {@code SMSC_PORT}: where the SMS centre listens; 0 takes a free one
 * @param pagePort {@code SMSC_PAGE_PORT}: where the telephone's page is; 0 takes a free one
 * @param systemId {@code SMSC_SYSTEM_ID}: who may bind, 1 to 15 characters
 * @param password {@code SMSC_PASSWORD}: and with what, 1 to 8 characters, as SMPP 3.4 §5.2.2 allows no more
 * @param acquirerPort {@code ACQUIRER_PORT}: where the bank is; 0 takes a free one
 * @param acquirerAccount {@code ACQUIRER_USER_NAME}, {@code ACQUIRER_PASSWORD}, {@code ACQUIRER_CALLBACK_SECRET} and
 *     {@code ACQUIRER_CALLBACK}: the shop that it knows; null, and there is no bank, without a password
 */
record Settings(
        int smppPort,
        int pagePort,
        String systemId,
        String password,
        int acquirerPort,
        @Nullable Account acquirerAccount) {

    private static final int LONGEST_SYSTEM_ID = 15;
    private static final int LONGEST_PASSWORD = 8;
    private static final int HIGHEST_PORT = 65_535;

    Settings {
        requireLength("SMSC_SYSTEM_ID", systemId, LONGEST_SYSTEM_ID);
        requireLength("SMSC_PASSWORD", password, LONGEST_PASSWORD);
    }

    /** @throws IllegalArgumentException naming the setting that is missing or makes no sense, never its value */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                port(environment, "SMSC_PORT", "12775"),
                port(environment, "SMSC_PAGE_PORT", "18090"),
                environment.getOrDefault("SMSC_SYSTEM_ID", ""),
                environment.getOrDefault("SMSC_PASSWORD", ""),
                port(environment, "ACQUIRER_PORT", "18091"),
                acquirerAccount(environment));
    }

    private static @Nullable Account acquirerAccount(Map<String, String> environment) {
        String password = environment.getOrDefault("ACQUIRER_PASSWORD", "");
        if (password.isEmpty()) {
            return null;
        }
        String secret = environment.getOrDefault("ACQUIRER_CALLBACK_SECRET", "");
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("ACQUIRER_CALLBACK_SECRET must have a value, since there is a password");
        }
        String callback = environment.getOrDefault("ACQUIRER_CALLBACK", "");
        return new Account(
                environment.getOrDefault("ACQUIRER_USER_NAME", "shop-api"),
                password,
                secret,
                callback.isEmpty() ? null : URI.create(callback));
    }

    private static int port(Map<String, String> environment, String name, String standard) {
        try {
            int port = Integer.parseInt(environment.getOrDefault(name, standard));
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + " must be a port", noNumber);
        }
        throw new IllegalArgumentException(name + " must be a port");
    }

    private static void requireLength(String name, String value, int longest) {
        if (value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException("%s must have 1 to %d characters".formatted(name, longest));
        }
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "Settings[smppPort=%d, pagePort=%d, systemId=%s, acquirerPort=%d]"
                .formatted(smppPort, pagePort, systemId, acquirerPort);
    }
}
