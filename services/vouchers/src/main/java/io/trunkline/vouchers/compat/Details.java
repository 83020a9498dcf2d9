package io.trunkline.vouchers.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ContractEntry;
import io.trunkline.vouchers.contract.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A contract's year in one answer, as the Apps ask for it: page after page of its statement. */
@ApplicationScoped
class Details {

    private static final int PAGE = 100;
    /** Of a year with more the newest are shown. */
    private static final int MOST = 1_000;

    private final BillingSystem billing;
    private final ZoneId zone;

    Details(BillingSystem billing, CompatConfig config) {
        this.billing = billing;
        this.zone = config.zone();
    }

    /** Newest first. */
    Uni<List<DetailView>> of(Contract contract, int year) {
        return collect(contract, year(year), null, new ArrayList<>()).map(this::views);
    }

    private Period year(int year) {
        return new Period(
                LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant(),
                LocalDate.of(year + 1, 1, 1).atStartOfDay(zone).toInstant());
    }

    private Uni<List<ContractEntry>> collect(
            Contract contract, Period period, @Nullable String cursor, List<ContractEntry> entries) {
        return billing.entriesOf(contract, period, PageRequest.of(PAGE, cursor)).chain(page -> {
            entries.addAll(page.items());
            boolean isAll = page.next() == null || entries.size() >= MOST;
            return isAll ? Uni.createFrom().item(entries) : collect(contract, period, page.next(), entries);
        });
    }

    private List<DetailView> views(List<ContractEntry> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> DetailView.of(i + 1, entries.get(i), zone))
                .toList();
    }
}
