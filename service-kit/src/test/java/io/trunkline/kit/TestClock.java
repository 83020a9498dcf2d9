package io.trunkline.kit;

import io.quarkus.test.Mock;
import io.trunkline.kit.testing.MovableClock;
import jakarta.enterprise.context.ApplicationScoped;

/** The clock of the sample service. */
@Mock
@ApplicationScoped
public class TestClock extends MovableClock {}
