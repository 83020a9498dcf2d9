package io.trunkline.simulators;

import java.util.Map;

/**
 * What the environment says about a run.
 *
 * @param smppPort {@code SMSC_PORT}: where the SMS centre listens; 0 takes a free one
 * @param pagePort {@code SMSC_PAGE_PORT}: where the telephone's page is; 0 takes a free one
 * @param systemId {@code SMSC_SYSTEM_ID}: who may bind, 1 to 15 characters
 * @param password {@code SMSC_PASSWORD}: and with what, 1 to 8 characters, as SMPP 3.4 §5.2.2 allows no more
 */
record Settings(int smppPort, int pagePort, String systemId, String password) {

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
                environment.getOrDefault("SMSC_PASSWORD", ""));
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

    /** Without the password. */
    @Override
    public String toString() {
        return "Settings[smppPort=%d, pagePort=%d, systemId=%s]".formatted(smppPort, pagePort, systemId);
    }
}
