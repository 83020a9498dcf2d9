package io.trunkline.smsproxy;

import io.quarkus.test.Mock;
import jakarta.enterprise.context.ApplicationScoped;

/** The clock of the service under test. */
@Mock
@ApplicationScoped
public class TestClock extends io.trunkline.kit.testing.MovableClock {}
