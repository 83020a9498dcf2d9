package io.trunkline.vouchers;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/** The clock of the service under test. */
@Mock
@ApplicationScoped
public class MovableClock extends io.trunkline.kit.testing.MovableClock {}
