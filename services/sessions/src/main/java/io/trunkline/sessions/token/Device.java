package io.trunkline.sessions.token;

import org.jspecify.annotations.Nullable;

/**
 * What signs in.
 *
 * @param clientId the app
 * @param name what the device calls itself; null if it does not
 * @param address where it is
 * @param network what limits are counted by
 */
record Device(String clientId, @Nullable String name, String address, String network) {}
