package io.trunkline.vouchers.guard;

import java.util.Currency;
import java.util.UUID;

/** Credit that is held for a call. */
public record Held(UUID hold, Currency currency) {}
