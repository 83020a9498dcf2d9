-- Calls that have been answered and are not over: credit is held for them, and grows with them.
create table call_in_progress (
    call_id     uuid        primary key,
    account_id  uuid        not null,
    -- Whole, and only while the call lasts: its price depends on it.
    number      text        not null check (number <> ''),
    answered_at timestamptz not null,
    hold_id     uuid        not null,
    -- Of what is held; null while nothing is.
    currency    text        check (currency ~ '^[A-Z]{3}$'),
    -- What is held pays for the call up to then.
    paid_until  timestamptz not null,
    -- When its credit ends, as its carrier was told.
    ends_at     timestamptz,
    due_at      timestamptz not null
) with (fillfactor = 70);
create index call_in_progress_due on call_in_progress (due_at);
