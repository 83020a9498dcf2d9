package io.trunkline.smsproxy.carrier;

import io.quarkus.arc.All;
import io.trunkline.kit.problem.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All carrier accounts by name. */
@ApplicationScoped
public class Carriers {

    private final Map<String, CarrierAccount> accounts = new TreeMap<>();

    Carriers(@All List<CarrierSource> sources) {
        for (CarrierSource source : sources) {
            source.accounts().forEach(this::add);
        }
    }

    private void add(CarrierAccount account) {
        if (accounts.put(account.name(), account) != null) {
            throw new IllegalStateException("Two carrier accounts are called " + account.name());
        }
    }

    public Collection<CarrierAccount> all() {
        return accounts.values();
    }

    /** Null if there is none of that name. */
    public @Nullable CarrierAccount named(String name) {
        return accounts.get(name);
    }

    /** @throws Refused if there is none of that name */
    public void require(String name) {
        if (!accounts.containsKey(name)) {
            throw new Refused(CarrierProblem.UNKNOWN_CARRIER, "There is no carrier account " + name);
        }
    }
}
