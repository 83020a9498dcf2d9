-- The telephone of each account, as sessions tells of it. What is told of one account has an order; what is told of two has none,
-- so that two rows may have the same number for a moment: it belongs to the one of which it was told last.
create table account_phone (
    account_id uuid        primary key,
    phone      text        check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    told_at    timestamptz not null
) with (fillfactor = 85);
create index account_phone_by_number on account_phone (phone, told_at) where phone is not null;

-- The short numbers by which contracts are known to people and to the mobile API, whose programs read 32-bit integers.
create sequence contract_number as integer start 10001;

-- What somebody has signed. Its money is that of the balance with its id, in its currency.
create table contract (
    id          uuid        primary key,
    number      integer     not null unique default nextval('contract_number'),
    name        text        not null unique check (name <> ''),
    holder      text        not null check (holder <> ''),
    address     text        check (address <> ''),
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    blocked     boolean     not null,
    created_by  uuid        not null,
    created_at  timestamptz not null
) with (fillfactor = 85);
alter sequence contract_number owned by contract.number;

create table contract_phone (
    contract_id uuid not null references contract on delete cascade,
    phone       text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    primary key (contract_id, phone)
);
create index contract_phone_by_number on contract_phone (phone, contract_id);

create table contract_service (
    contract_id uuid   not null references contract on delete cascade,
    kind        text   not null check (kind in ('internet', 'iptv', 'ctv', 'phone', 'cctv', 'domophone', 'gsm')),
    -- Of the next period, in the smallest unit of the contract's currency.
    price       bigint check (price >= 0),
    paid_until  date,
    primary key (contract_id, kind)
);

-- What a billing system elsewhere calls a payment that has begun.
create table billing_invoice (
    payment_id uuid primary key,
    number     text not null check (number <> '')
);

-- What a billing system elsewhere has to be told: that somebody has paid. It is told until it says that it has it.
create table billing_notice (
    payment_id  uuid        primary key,
    contract_id text        not null check (contract_id <> ''),
    phone       text        not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    invoice     text        check (invoice <> ''),
    amount      bigint      not null check (amount > 0),
    attempts    integer     not null default 0 check (attempts >= 0),
    due_at      timestamptz not null,
    told_at     timestamptz
) with (fillfactor = 70);
create index billing_notice_to_tell on billing_notice (due_at) where told_at is null;
