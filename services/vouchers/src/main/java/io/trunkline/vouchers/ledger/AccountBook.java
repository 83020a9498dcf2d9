package io.trunkline.vouchers.ledger;

import io.trunkline.events.Event;
import io.trunkline.events.Money;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import io.trunkline.vouchers.ledger.Booked.Outcome;
import io.trunkline.vouchers.ledger.HeldCredit.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one balance, and what follows from bookings: entries, changed lots and holds, events. It knows no database and
 * no clock; whoever has locked the balance reads it, books, and writes what has changed.
 */
final class AccountBook {

    private final Account account;
    private final TreeSet<Lot> lots = new TreeSet<>(Lot.IN_ORDER_OF_SPENDING);
    private final Map<String, HeldCredit> holds = new LinkedHashMap<>();
    private final Map<String, Known> known;
    private long amount;
    private long held;
    private long version;

    private final List<NewEntry> entries = new ArrayList<>();
    private final List<NewUsage> usages = new ArrayList<>();
    private final List<Lot> newLots = new ArrayList<>();
    private final Set<Lot> changedLots = new LinkedHashSet<>();
    private final Map<String, HeldCredit> changedHolds = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private boolean changed;

    /** What is in the journal, or was used: what it has changed. */
    record Known(UUID entry, long amount) {}

    /** What was used, and how much of its price is charged. */
    record NewUsage(Booking.Usage usage, long charged) {}

    /**
     * @param lots those with something left
     * @param holds those that the bookings name
     * @param known entries and usages with the sources of the bookings
     */
    AccountBook(
            Account account,
            long amount,
            long held,
            long version,
            Collection<Lot> lots,
            Collection<HeldCredit> holds,
            Map<String, Known> known) {
        this.account = account;
        this.amount = amount;
        this.held = held;
        this.version = version;
        this.lots.addAll(lots);
        holds.forEach(hold -> this.holds.put(hold.source(), hold));
        this.known = known;
    }

    Booked book(Booking booking, Instant now) {
        Known before = known.get(booking.source());
        if (before != null) {
            return booked(before.entry(), Outcome.REPEATED, Math.abs(before.amount()));
        }
        return switch (booking) {
            case Booking.Credit credit -> credit(credit, now);
            case Booking.Debit debit -> debit(debit, now);
            case Booking.Usage usage -> usage(usage, now);
            case Booking.Hold hold -> hold(hold, now);
            case Booking.Release release -> release(release, now);
            case Booking.Expiry expiry -> expiry(expiry, now);
        };
    }

    private Booked credit(Booking.Credit credit, Instant now) {
        long added = credit.amount().minor();
        if (amount > Long.MAX_VALUE - added) {
            return booked(credit.entry(), Outcome.TOO_MUCH, 0);
        }
        long before = available();
        Lot lot = new Lot(credit.entry(), credit.source(), added, added, credit.expiresAt());
        lots.add(lot);
        newLots.add(lot);
        write(credit.entry(), credit.kind(), credit.source(), added, credit.note(), credit.by());
        events.add(
                new BalanceEvent.Credited(account.id(), credit.amount(), money(amount), version, credit.source(), now));
        tellIfCrossed(before, now);
        return booked(credit.entry(), Outcome.DONE, added);
    }

    private Booked debit(Booking.Debit debit, Instant now) {
        if (debit.amount().minor() > available()) {
            return booked(debit.entry(), Outcome.INSUFFICIENT, 0);
        }
        take(debit.entry(), debit.kind(), debit.source(), debit.amount().minor(), debit.note(), debit.by(), now);
        return booked(debit.entry(), Outcome.DONE, debit.amount().minor());
    }

    private Booked usage(Booking.Usage usage, Instant now) {
        HeldCredit hold = usage.hold() == null ? null : holdWithId(usage.hold());
        long before = available();
        if (hold != null && hold.isOpen()) {
            free(hold, State.TAKEN);
        }
        long taken = Math.min(usage.amount().minor(), available());
        usages.add(new NewUsage(usage, taken));
        known.put(usage.source(), new Known(usage.entry(), taken));
        if (taken > 0) {
            take(usage.entry(), usage.kind(), usage.source(), taken, null, null, now, before);
        } else {
            tellIfCrossed(before, now);
        }
        return booked(usage.entry(), Outcome.DONE, taken);
    }

    private Booked hold(Booking.Hold wanted, Instant now) {
        HeldCredit hold = holds.get(wanted.source());
        if (hold != null && !hold.isOpen()) {
            return booked(hold.id(), Outcome.NOTHING_THERE, 0);
        }
        long has = hold == null ? 0 : hold.amount();
        long more = Math.max(0, wanted.amount().minor() - has);
        if (more > available() && !wanted.partly()) {
            return booked(hold == null ? wanted.hold() : hold.id(), Outcome.INSUFFICIENT, has);
        }
        long before = available();
        long granted = Math.min(more, available());
        held += granted;
        HeldCredit grown = new HeldCredit(
                hold == null ? wanted.hold() : hold.id(),
                wanted.source(),
                has + granted,
                State.OPEN,
                hold == null || wanted.expiresAt().isAfter(hold.expiresAt()) ? wanted.expiresAt() : hold.expiresAt());
        keep(grown);
        tellIfCrossed(before, now);
        return booked(grown.id(), granted < more ? Outcome.INSUFFICIENT : Outcome.DONE, grown.amount());
    }

    private Booked release(Booking.Release release, Instant now) {
        HeldCredit hold = holdWithId(release.hold());
        if (hold == null || !hold.isOpen()) {
            return booked(release.hold(), Outcome.NOTHING_THERE, 0);
        }
        long before = available();
        free(hold, release.expired() ? State.EXPIRED : State.RELEASED);
        tellIfCrossed(before, now);
        return booked(hold.id(), Outcome.DONE, hold.amount());
    }

    /** What is held is not taken away in mid-call; the rest of the lot runs out when it is free again. */
    private Booked expiry(Booking.Expiry expiry, Instant now) {
        Lot lot = lotWithId(expiry.lot());
        long lost = lot == null ? 0 : Math.min(lot.remaining(), available());
        if (lot == null || lost < lot.remaining()) {
            return booked(expiry.entry(), Outcome.NOTHING_THERE, 0);
        }
        long before = available();
        lot.expire();
        changedLots.add(lot);
        lots.remove(lot);
        write(expiry.entry(), EntryKind.EXPIRY, expiry.source(), -lost, null, null);
        if (lot.isVoucher()) {
            events.add(new VoucherEvent.Expired(lot.id(), money(lost), now));
        }
        tellCharged(lost, expiry.source(), now);
        tellIfCrossed(before, now);
        return booked(expiry.entry(), Outcome.DONE, lost);
    }

    private void take(
            UUID entry,
            EntryKind kind,
            String source,
            long taken,
            @Nullable String note,
            @Nullable UUID by,
            Instant now) {
        take(entry, kind, source, taken, note, by, now, available());
    }

    private void take(
            UUID entry,
            EntryKind kind,
            String source,
            long taken,
            @Nullable String note,
            @Nullable UUID by,
            Instant now,
            long before) {
        spend(taken, now);
        write(entry, kind, source, -taken, note, by);
        tellCharged(taken, source, now);
        tellIfCrossed(before, now);
    }

    private void spend(long wanted, Instant now) {
        long left = wanted;
        while (left > 0) {
            Lot lot = lots.first();
            boolean wasLow = lot.isLow();
            left -= draw(lot, left);
            if (lot.isVoucher()) {
                tellHowMuchIsLeft(lot, wasLow, now);
            }
        }
    }

    private long draw(Lot lot, long most) {
        long drawn = lot.take(most);
        changedLots.add(lot);
        if (lot.isSpent()) {
            lots.remove(lot);
        }
        return drawn;
    }

    private void tellHowMuchIsLeft(Lot lot, boolean wasLow, Instant now) {
        if (lot.isSpent()) {
            events.add(new VoucherEvent.Depleted(lot.id(), account.id(), now));
        } else if (lot.isLow() && !wasLow) {
            events.add(new VoucherEvent.RunningLow(lot.id(), account.id(), money(lot.remaining()), now));
        }
    }

    private void write(
            UUID entry, EntryKind kind, String source, long change, @Nullable String note, @Nullable UUID by) {
        amount += change;
        touch();
        entries.add(new NewEntry(entry, account, kind, source, change, amount, note, by));
        known.put(source, new Known(entry, change));
    }

    private void free(HeldCredit hold, State how) {
        held -= hold.amount();
        keep(hold.settled(how));
    }

    private void keep(HeldCredit hold) {
        holds.put(hold.source(), hold);
        changedHolds.put(hold.source(), hold);
        touch();
    }

    private void touch() {
        version++;
        changed = true;
    }

    private void tellCharged(long taken, String source, Instant now) {
        events.add(new BalanceEvent.Charged(account.id(), money(taken), money(amount), version, source, now));
    }

    /** Whether there is something to spend is what others want to know at once. Held credit is spent already, to them. */
    private void tellIfCrossed(long before, Instant now) {
        long after = available();
        if (before > 0 && after == 0) {
            events.add(new BalanceEvent.Depleted(account.id(), money(amount), version, now));
        } else if (before == 0 && after > 0 && version > 1) {
            events.add(new BalanceEvent.Restored(account.id(), money(amount), version, now));
        }
    }

    private @Nullable HeldCredit holdWithId(UUID id) {
        return holds.values().stream()
                .filter(hold -> hold.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Lot lotWithId(UUID id) {
        return lots.stream().filter(lot -> lot.id().equals(id)).findFirst().orElse(null);
    }

    private long available() {
        return amount - held;
    }

    private Money money(long minor) {
        return new Money(minor, account.currency());
    }

    private Booked booked(UUID id, Outcome outcome, long changed) {
        return new Booked(id, outcome, money(changed), money(amount), money(available()));
    }

    Account account() {
        return account;
    }

    long amount() {
        return amount;
    }

    long held() {
        return held;
    }

    long version() {
        return version;
    }

    boolean isChanged() {
        return changed;
    }

    List<NewEntry> entries() {
        return entries;
    }

    List<NewUsage> usages() {
        return usages;
    }

    List<Lot> newLots() {
        return newLots;
    }

    /** Those that were there before. */
    List<Lot> changedLots() {
        return changedLots.stream().filter(lot -> !newLots.contains(lot)).toList();
    }

    Collection<HeldCredit> changedHolds() {
        return changedHolds.values();
    }

    List<Event> events() {
        return events;
    }
}
