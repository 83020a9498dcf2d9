package io.trunkline.events;

import io.trunkline.events.dialer.CallEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.events.sessions.SessionEvent;
import io.trunkline.events.smsproxy.MaskedSessionEvent;
import io.trunkline.events.smsproxy.MessageEvent;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.events.vouchers.BalanceEvent;
import io.trunkline.events.vouchers.CallCreditEvent;
import io.trunkline.events.vouchers.PaymentEvent;
import io.trunkline.events.vouchers.VoucherEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One event of every type, every component filled. */
final class Samples {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final Instant LATER = Instant.parse("2027-03-01T00:00:00Z");
    private static final UUID ACCOUNT = UUID.fromString("0195b1c0-0000-7000-8000-000000000001");
    private static final UUID OPERATOR = UUID.fromString("0195b1c0-0000-7000-8000-000000000002");
    private static final UUID SESSION = UUID.fromString("0195b1c0-0000-7000-8000-000000000003");
    private static final UUID BATCH = UUID.fromString("0195b1c0-0000-7000-8000-000000000004");
    private static final UUID VOUCHER = UUID.fromString("0195b1c0-0000-7000-8000-000000000005");
    private static final UUID PAYMENT = UUID.fromString("0195b1c0-0000-7000-8000-000000000006");
    private static final UUID MESSAGE = UUID.fromString("0195b1c0-0000-7000-8000-000000000007");
    private static final UUID CALL = UUID.fromString("0195b1c0-0000-7000-8000-000000000008");
    private static final UUID CAMPAIGN = UUID.fromString("0195b1c0-0000-7000-8000-000000000009");
    private static final E164 LINE = E164.of("+447700900999");
    private static final E164 PHONE = E164.of("+447700900123");
    private static final Money FIVE = Money.of("5.00", "EUR");
    private static final Money TWELVE = Money.of("12.50", "EUR");
    private static final Money NOTHING = Money.of("0", "EUR");

    static final List<Event> ALL = List.of(
            new AccountEvent.Registered(ACCOUNT, PHONE, "maggie", "Maggie", Set.of("user"), AT),
            new AccountEvent.Accepted(ACCOUNT, OPERATOR, AT),
            new AccountEvent.Rejected(ACCOUNT, OPERATOR, "Not a customer", AT),
            new AccountEvent.Updated(ACCOUNT, PHONE, "maggie", "Maggie", "en-GB", Set.of("user"), AT),
            new AccountEvent.Deactivated(ACCOUNT, OPERATOR, AT),
            new SessionEvent.Started(SESSION, ACCOUNT, "trunkline-app", "Maggie's phone", AT),
            new SessionEvent.Revoked(SESSION, ACCOUNT, SessionEvent.Reason.SIGNED_OUT, AT),
            new VoucherEvent.BatchIssued(BATCH, 100, FIVE, "EstPhonic", "bulk-50", LATER, AT),
            new VoucherEvent.Activated(VOUCHER, BATCH, ACCOUNT, FIVE, AT),
            new VoucherEvent.RunningLow(VOUCHER, ACCOUNT, FIVE, AT),
            new VoucherEvent.Depleted(VOUCHER, ACCOUNT, AT),
            new VoucherEvent.Expired(VOUCHER, FIVE, AT),
            new VoucherEvent.Voided(VOUCHER, OPERATOR, AT),
            new BalanceEvent.Credited(ACCOUNT, FIVE, TWELVE, 3, "voucher:" + VOUCHER, AT),
            new BalanceEvent.Charged(ACCOUNT, FIVE, TWELVE, 4, "call:" + MESSAGE, AT),
            new BalanceEvent.Depleted(ACCOUNT, NOTHING, 5, AT),
            new BalanceEvent.Restored(ACCOUNT, FIVE, 6, AT),
            new CallCreditEvent.Ending(CALL, ACCOUNT, AT.plusSeconds(60), AT),
            new CallCreditEvent.Extended(CALL, ACCOUNT, AT),
            new PaymentEvent.Started(PAYMENT, ACCOUNT, FIVE, "simulator", AT),
            new PaymentEvent.Succeeded(PAYMENT, ACCOUNT, FIVE, AT),
            new PaymentEvent.Failed(PAYMENT, ACCOUNT, "Refused by the bank", AT),
            new PaymentEvent.Refunded(PAYMENT, ACCOUNT, FIVE, AT),
            new SendCommand.Requested(
                    MESSAGE, PHONE, "Your code is 123456", SendCommand.Purpose.ONE_TIME_CODE, LATER, AT),
            new MessageEvent.Received(MESSAGE, ACCOUNT, SESSION, "+447700900123", "+447700900999", "main", AT),
            new MessageEvent.Accepted(MESSAGE, ACCOUNT, SESSION, "+447700900999", PHONE, MessageEvent.Origin.RELAY, AT),
            new MessageEvent.Sent(MESSAGE, ACCOUNT, SESSION, PHONE, "main", 2, true, AT),
            new MessageEvent.Delivered(MESSAGE, ACCOUNT, SESSION, AT),
            new MessageEvent.Failed(MESSAGE, ACCOUNT, SESSION, "0x0000000b", AT),
            new MaskedSessionEvent.Started(SESSION, ACCOUNT, AT),
            new MaskedSessionEvent.Ended(SESSION, ACCOUNT, AT),
            new MaskedSessionEvent.Expired(SESSION, ACCOUNT, AT),
            new CallEvent.Attempted(CALL, ACCOUNT, CAMPAIGN, LINE, PHONE, AT),
            new CallEvent.Answered(CALL, ACCOUNT, CAMPAIGN, PHONE, AT),
            new CallEvent.Completed(
                    CALL,
                    ACCOUNT,
                    CAMPAIGN,
                    LINE,
                    PHONE,
                    AT,
                    AT.plusSeconds(12),
                    AT.plusSeconds(73),
                    61,
                    CallEvent.Disposition.ANSWERED,
                    AT.plusSeconds(73)));

    private Samples() {}
}
