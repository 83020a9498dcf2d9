package io.trunkline.vouchers.payment;

import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.trunkline.kit.problem.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The providers whose credentials the settings give. */
@Startup
@ApplicationScoped
class Providers {

    private final Map<String, PaymentProvider> byName = new TreeMap<>();
    private final @Nullable String preferred;

    Providers(@All List<ProviderSource> sources, PaymentConfig config) {
        sources.forEach(source -> source.provider().ifPresent(provider -> byName.put(source.name(), provider)));
        this.preferred = config.provider().orElse(onlyOne());
        requireOffered(preferred);
        if (!byName.isEmpty() && config.returnTo().isEmpty()) {
            throw new IllegalStateException("vouchers.payment.return-to has to say where payers go after paying");
        }
        if (config.openFor().toHours() > 12 || config.openFor().toMinutes() < 1) {
            throw new IllegalStateException("vouchers.payment.open-for must be from a minute to 12 hours");
        }
        if (config.shortestPause().compareTo(config.connect().plus(config.answer())) <= 0) {
            throw new IllegalStateException("vouchers.payment.shortest-pause must be longer than connect and answer");
        }
    }

    private @Nullable String onlyOne() {
        return byName.size() == 1 ? byName.keySet().iterator().next() : null;
    }

    private void requireOffered(@Nullable String name) {
        if (name != null && !byName.containsKey(name)) {
            throw new IllegalStateException("vouchers.payment.provider is " + name
                    + ", for which there are no credentials: " + byName.keySet());
        }
    }

    /** @throws Refused if it is not offered, or none was named and none is preferred */
    PaymentProvider offered(@Nullable String name) {
        if (byName.isEmpty()) {
            throw new Refused(PaymentProblem.PAYMENTS_NOT_OFFERED, "No payment provider has been set up");
        }
        String wanted = name == null ? preferred : name;
        PaymentProvider provider = wanted == null ? null : byName.get(wanted);
        if (provider == null) {
            throw Refused.invalid("provider", "must be one of " + String.join(", ", byName.keySet()));
        }
        return provider;
    }

    /** The one that has a payment, or would have told of it; null if its credentials are gone, or there never was one. */
    @Nullable
    PaymentProvider named(String name) {
        return byName.get(name);
    }
}
