-- Part of a balance may be held for what is going on, such as a call: it is there, and cannot be spent otherwise.
alter table balance add column held bigint not null default 0 check (held >= 0);
alter table balance add constraint balance_covers_what_is_held check (held <= amount);
-- A row that is made to be locked has not changed yet.
alter table balance drop constraint balance_version_check;
alter table balance add constraint balance_version_check check (version >= 0);

-- What a balance is made of: credit that came together and runs out together. A voucher's has its id. What is left of all of
-- an account's is its balance.
create table credit_lot (
    id         uuid        primary key,
    account_id uuid        not null,
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    source     text        not null,
    credit     bigint      not null check (credit > 0),
    remaining  bigint      not null check (remaining between 0 and credit),
    expires_at timestamptz,
    created_at timestamptz not null
) with (fillfactor = 70);
create index credit_lot_to_spend on credit_lot (account_id, currency) where remaining > 0;
create index credit_lot_to_expire on credit_lot (expires_at) where remaining > 0 and expires_at is not null;

-- Nothing has been spent before there was a way to spend.
insert into credit_lot (id, account_id, currency, source, credit, remaining, created_at)
select id, activated_by, currency, 'voucher:' || id, credit, credit, activated_at from voucher where activated_at is not null;

-- Credit that is held until it is taken, released, or its time is over.
create table hold (
    id         uuid        primary key,
    account_id uuid        not null,
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    source     text        not null unique,
    amount     bigint      not null check (amount >= 0),
    state      text        not null check (state in ('open', 'taken', 'released', 'expired')),
    expires_at timestamptz not null,
    created_at timestamptz not null,
    settled_at timestamptz,
    check ((state = 'open') = (settled_at is null))
) with (fillfactor = 85);
create index hold_to_expire on hold (expires_at) where state = 'open';

alter table ledger_entry
    -- Who booked it by hand, and why.
    add column booked_by uuid,
    add column note text,
    -- The transaction that wrote it: entries of finished transactions have an order in which nothing comes late.
    add column xid xid8 not null default pg_current_xact_id();
create index ledger_entry_to_seal on ledger_entry (xid, id);

-- Seals of the journal: each covers the entries since the one before, and its hash covers that one's.
create table ledger_seal (
    number    bigint      primary key check (number > 0),
    last_xid  xid8        not null,
    last_id   uuid        not null,
    entries   integer     not null check (entries > 0),
    hash      bytea       not null check (octet_length(hash) = 32),
    sealed_at timestamptz not null
);
create trigger seals_stay before update or delete or truncate on ledger_seal
    for each statement execute function refuse_to_rewrite_the_journal();

-- What was used, and what of its price could be charged. The rest is the operator's loss.
create table usage_record (
    id         uuid        primary key,
    account_id uuid        not null,
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    kind       text        not null,
    source     text        not null unique,
    price      bigint      not null check (price >= 0),
    charged    bigint      not null check (charged between 0 and price),
    booked_at  timestamptz not null
);
create index usage_record_of_account on usage_record (account_id, id);
create index usage_record_not_collected on usage_record (booked_at) where charged < price;
