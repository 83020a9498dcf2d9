package io.trunkline.sessions.secret;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where secrets come from; a test may put its own in place. */
@ApplicationScoped
class Randomness {

    @Produces
    @DefaultBean
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
