package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.mutiny.Uni;
import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Arrivals that a test looks at, and that stores as the test says. */
final class Inbox implements Arrivals {

    final List<CarrierNotice> notices = new CopyOnWriteArrayList<>();
    volatile Uni<Void> storing = Uni.createFrom().voidItem();
    /** What an earlier run has stored. */
    volatile List<Stored> stored = List.of();

    @Override
    public Uni<Void> take(CarrierNotice notice) {
        notices.add(notice);
        return storing;
    }

    @Override
    public Uni<List<Stored>> storedSince(String carrier, Instant then, int most) {
        return Uni.createFrom().item(stored);
    }

    <N extends CarrierNotice> List<N> all(Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
