-- Money that comes through a provider. The row is there before the provider is asked: our id is its order number, so whatever
-- got lost in between is found again.
create table payment (
    id                 uuid        primary key,
    account_id         uuid        not null,
    amount             bigint      not null check (amount > 0),
    currency           text        not null check (currency ~ '^[A-Z]{3}$'),
    provider           text        not null check (provider <> ''),
    -- What it is for, and what that makes of it.
    purpose            text        not null check (purpose <> ''),
    purpose_reference  text        check (purpose_reference <> ''),
    state              text        not null check (state in ('created', 'pending', 'succeeded', 'failed', 'disputed')),
    -- The provider's id, and the page on which the payer pays.
    provider_reference text        check (provider_reference <> ''),
    page               text        check (page <> ''),
    -- Why it failed, or what is in dispute.
    reason             text        check (reason <> ''),
    refunded           bigint      not null default 0 check (refunded >= 0),
    -- Of a refund that is under way.
    refunding          bigint      not null default 0 check (refunding >= 0),
    created_at         timestamptz not null,
    expires_at         timestamptz not null check (expires_at > created_at),
    -- When the provider was last asked to take it.
    asked_at           timestamptz,
    succeeded_at       timestamptz,
    -- When the provider is asked how it stands; null if there is nothing to be asked.
    next_check_at      timestamptz,
    -- One order at the provider pays for one payment.
    unique (provider, provider_reference),
    constraint payment_not_refunded_beyond check (refunded + refunding <= amount),
    check ((state = 'succeeded') = (succeeded_at is not null)),
    check (state in ('failed', 'disputed') or reason is null),
    check (state = 'succeeded' or refunded + refunding = 0)
) with (fillfactor = 85);
create index payment_of_account on payment (account_id, id);
create index payment_to_ask on payment (next_check_at) where next_check_at is not null;

-- Money that goes back. What it is taken from is set aside before the provider is asked.
create table payment_refund (
    id            uuid        primary key,
    payment_id    uuid        not null references payment,
    amount        bigint      not null check (amount > 0),
    state         text        not null check (state in ('pending', 'succeeded', 'failed')),
    reason        text        not null check (reason <> ''),
    failure       text        check (failure <> ''),
    requested_by  uuid        not null,
    requested_at  timestamptz not null,
    settled_at    timestamptz,
    next_check_at timestamptz,
    check ((state = 'failed') = (failure is not null)),
    check ((state = 'pending') = (settled_at is null)),
    check ((state = 'pending') = (next_check_at is not null))
) with (fillfactor = 85);
create index payment_refund_of_payment on payment_refund (payment_id, id);
-- One at a time: how much has gone back at the provider says then which one has.
create unique index payment_refund_under_way on payment_refund (payment_id) where state = 'pending';
create index payment_refund_to_ask on payment_refund (next_check_at) where next_check_at is not null;
