package io.trunkline.smsproxy.message;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.smsproxy.carrier.Carriers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** A dispatcher for each carrier account. */
@ApplicationScoped
class Dispatchers {

    private final Map<String, Dispatcher> dispatchers;

    Dispatchers(Carriers carriers, DataSource database, Outcomes outcomes, DispatchConfig config, Clock clock) {
        dispatchers = carriers.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        account -> account.name(),
                        account -> new Dispatcher(account, database, outcomes, config, clock)));
    }

    void start(@Observes StartupEvent event) {
        dispatchers.values().forEach(Dispatcher::start);
    }

    /** All at once, so that they drain side by side. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        dispatchers.values().forEach(Dispatcher::stop);
        for (Dispatcher dispatcher : dispatchers.values()) {
            dispatcher.join();
        }
    }

    /** There may be something to send. */
    void wake(String carrier) {
        Dispatcher dispatcher = dispatchers.get(carrier);
        if (dispatcher != null) {
            dispatcher.wake();
        }
    }
}
