package io.trunkline.vouchers.usage;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.vouchers.guard.Held;
import io.trunkline.vouchers.ledger.Booked;
import io.trunkline.vouchers.ledger.Booking;
import io.trunkline.vouchers.ledger.Books;
import io.trunkline.vouchers.ledger.EntryKind;
import io.trunkline.vouchers.rating.Rater;
import io.trunkline.vouchers.rating.Rating;
import io.trunkline.vouchers.rating.Tariff;
import io.trunkline.vouchers.tariff.AccountTariffs;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rates what was used, and charges it, each thing once. */
@ApplicationScoped
class UsageService {

    private final AccountTariffs tariffs;
    private final Rater rater;
    private final RatedEventRepository ratedEvents;
    private final Books books;
    private final Ids ids;
    private final Clock clock;

    UsageService(
            AccountTariffs tariffs, Rater rater, RatedEventRepository ratedEvents, Books books, Ids ids, Clock clock) {
        this.tariffs = tariffs;
        this.rater = rater;
        this.ratedEvents = ratedEvents;
        this.books = books;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * In the transaction that marks the events as taken. Who has rated something first has rated it.
     *
     * @param held credit that was held for calls, by their ids: it pays for them, and what is left of it is free
     */
    Uni<Void> charge(SqlConnection transaction, List<Usage> usages, Map<UUID, Held> held) {
        if (usages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Map<String, Held> heldBySource = usages.stream()
                .filter(usage -> held.containsKey(usage.id()))
                .collect(Collectors.toMap(Usage::source, usage -> held.get(usage.id()), (one, same) -> one));
        Set<UUID> accounts = usages.stream().map(Usage::account).collect(Collectors.toSet());
        return tariffs.of(transaction, accounts)
                .map(found -> rate(usages, found))
                .chain(rated -> ratedEvents.add(transaction, rated))
                .chain(added -> book(transaction, added, heldBySource));
    }

    private List<RatedEvent> rate(List<Usage> usages, Map<UUID, Tariff> found) {
        Map<String, RatedEvent> rated = new LinkedHashMap<>();
        for (Usage usage : usages) {
            Tariff tariff = found.get(usage.account());
            if (tariff != null || usage.kind() == EntryKind.CALL) {
                rated.putIfAbsent(usage.source(), rated(usage, rating(usage, tariff)));
            }
        }
        return List.copyOf(rated.values());
    }

    private Rating rating(Usage usage, @Nullable Tariff tariff) {
        if (tariff == null) {
            return new Rating.Refusal(Rating.Reason.NO_TARIFF);
        }
        return usage.kind() == EntryKind.CALL
                ? rater.call(tariff, usage.number(), usage.at(), usage.quantity())
                : rater.message(tariff, usage.number(), usage.at(), (int) usage.quantity());
    }

    private RatedEvent rated(Usage usage, Rating rating) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Rating.Priced priced = rating instanceof Rating.Priced found ? found : null;
        return new RatedEvent(
                ids.next(),
                usage.source(),
                usage.kind().text(),
                usage.account(),
                usage.number().masked(),
                usage.quantity(),
                usage.at(),
                now,
                priced == null ? null : priced.first().version(),
                priced == null ? null : priced.first().prefix(),
                priced == null ? null : priced.first().rate().destination(),
                priced == null ? null : priced.price(),
                priced == null ? null : new Money(0, priced.price().currency()),
                rating instanceof Rating.Refusal refusal ? refusal.reason().text() : null);
    }

    private Uni<Void> book(SqlConnection transaction, List<RatedEvent> added, Map<String, Held> held) {
        List<Booking> charges = added.stream()
                .filter(RatedEvent::isToBePaid)
                .map(event -> charge(event, held.get(event.source())))
                .toList();
        Stream<Booking> releases = added.stream().flatMap(event -> release(event, held.get(event.source())));
        List<Booking> bookings = Stream.concat(charges.stream(), releases).toList();
        if (bookings.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return books.book(transaction, bookings)
                .chain(booked -> ratedEvents.setCharged(
                        transaction,
                        charges.stream().map(Booking::source).toList(),
                        booked.stream()
                                .limit(charges.size())
                                .map(Booked::amount)
                                .toList()));
    }

    private static Booking charge(RatedEvent event, @Nullable Held held) {
        EntryKind kind = event.kind().equals(EntryKind.CALL.text()) ? EntryKind.CALL : EntryKind.MESSAGE;
        Money price = Objects.requireNonNull(event.price());
        UUID hold = held != null && isPaidFrom(event, held) ? held.hold() : null;
        return new Booking.Usage(event.id(), event.account(), price, kind, event.source(), hold);
    }

    /** What is held may be of no use in the end: where the call has no price, or one in another tariff's money. */
    private static boolean isPaidFrom(RatedEvent event, Held held) {
        Money price = event.price();
        return event.isToBePaid() && price != null && price.currency().equals(held.currency());
    }

    private static Stream<Booking> release(RatedEvent event, @Nullable Held held) {
        return held == null || isPaidFrom(event, held)
                ? Stream.empty()
                : Stream.of(new Booking.Release(held.hold(), event.account(), held.currency(), false));
    }
}
