package io.trunkline.vouchers.contract;

import io.trunkline.events.Money;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has signed, and where it stands.
 *
 * @param id unique within the billing system, and for ever
 * @param clientId the same contract for the mobile API; unique and for ever, too
 * @param name what stands on the paper
 * @param payName what to write on a transfer
 * @param blocked whether its services are switched off
 * @param balance may be negative where the billing system gives credit
 * @param bonus what can be spent beside the balance; nothing where there is no such thing
 * @param advised what should be paid for the services to go on; never negative
 * @param cabinetUrl the billing system's own page of the contract
 * @param paymentUrl the billing system's own page to pay on
 */
public record Contract(
        String id,
        String clientId,
        String name,
        String payName,
        String holder,
        @Nullable String address,
        boolean blocked,
        Money balance,
        Money bonus,
        Money advised,
        List<Subscription> subscriptions,
        @Nullable URI cabinetUrl,
        @Nullable URI paymentUrl) {

    /** The most contracts that a telephone has; a list of them is one answer. */
    public static final int MOST = 100;
}
