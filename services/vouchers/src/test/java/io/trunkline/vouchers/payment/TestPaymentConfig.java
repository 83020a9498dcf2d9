package io.trunkline.vouchers.payment;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of payments, with a short patience. */
public class TestPaymentConfig implements PaymentConfig {

    @Override
    public Optional<String> provider() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> returnTo() {
        return Optional.of(URI.create("https://app.example/paid"));
    }

    @Override
    public String seller() {
        return "Trunkline";
    }

    @Override
    public long highest() {
        return Long.MAX_VALUE;
    }

    @Override
    public Duration openFor() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration lookEvery() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration shortestPause() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration refundDoubt() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration connect() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration answer() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int connections() {
        return 5;
    }
}
