package io.trunkline.vouchers.payment;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What payments can be for. */
@ApplicationScoped
class Purposes {

    private final Map<String, PaymentPurpose> byName;

    Purposes(@All List<PaymentPurpose> all) {
        this.byName = all.stream().collect(Collectors.toUnmodifiableMap(PaymentPurpose::name, Function.identity()));
    }

    /** @throws IllegalStateException if there is none: they are named by programs, not by people */
    PaymentPurpose named(String name) {
        PaymentPurpose purpose = byName.get(name);
        if (purpose == null) {
            throw new IllegalStateException("No payment is for " + name);
        }
        return purpose;
    }
}
