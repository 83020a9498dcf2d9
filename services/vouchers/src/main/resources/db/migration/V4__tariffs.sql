-- What customers pay, by a clock of its own.
create table tariff (
    id         uuid        primary key,
    name       text        not null check (name <> ''),
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    zone       text        not null check (zone <> ''),
    -- Holds for accounts that have credit of its currency, and no tariff of their own.
    is_default boolean     not null default false,
    created_by uuid        not null,
    created_at timestamptz not null
);
create unique index tariff_default on tariff (currency) where is_default;

-- A draft takes rates; once it is published, nothing of it changes any more.
create table tariff_version (
    id           uuid        primary key,
    tariff_id    uuid        not null references tariff,
    rates        integer     not null default 0 check (rates >= 0),
    valid_from   timestamptz,
    published_at timestamptz,
    created_by   uuid        not null,
    created_at   timestamptz not null,
    unique (tariff_id, valid_from),
    check ((valid_from is null) = (published_at is null))
);
create index tariff_version_of_tariff on tariff_version (tariff_id, id);

create table tariff_rate (
    version_id        uuid     not null references tariff_version,
    -- Counts within the version, in the order of the import.
    number            integer  not null check (number > 0),
    prefix            text     not null check (prefix ~ '^[0-9]{1,15}$'),
    destination       text     not null check (destination <> ''),
    kind              text     not null,
    access            text     not null check (access in ('charged', 'free', 'blocked')),
    -- Prices are millionths of the currency's unit.
    setup_fee         bigint   not null check (setup_fee >= 0),
    per_minute        bigint   not null check (per_minute >= 0),
    minimum_seconds   integer  not null check (minimum_seconds between 0 and 3600),
    increment_seconds integer  not null check (increment_seconds between 1 and 3600),
    per_segment       bigint   check (per_segment >= 0),
    -- A bit for each day on which its hours begin; Monday is the lowest.
    days              integer  not null check (days between 1 and 127),
    from_time         time     not null,
    until_time        time     not null,
    valid_from        timestamptz,
    valid_until       timestamptz,
    primary key (version_id, number),
    unique nulls not distinct (version_id, prefix, days, from_time, until_time, valid_from),
    check (valid_from < valid_until),
    check (access = 'charged' or setup_fee + per_minute + coalesce(per_segment, 0) = 0)
);
-- Prefixes come in their order when a version is read into memory.
create index tariff_rate_in_order on tariff_rate (version_id, prefix collate "C");

create function refuse_to_change_what_is_published() returns trigger language plpgsql as $$
begin
    raise exception 'A published version stays as it is: publish another one' using errcode = 'check_violation';
end $$;
create trigger published_versions_stay before update or delete on tariff_version
    for each row when (old.published_at is not null) execute function refuse_to_change_what_is_published();

-- Accounts that pay by another tariff than the default one.
create table tariff_assignment (
    account_id  uuid        primary key,
    tariff_id   uuid        not null references tariff,
    assigned_by uuid        not null,
    assigned_at timestamptz not null
);

-- Grows with each publication and each new default: by it every replica sees that there is something to read.
create table tariff_publication (
    number bigint not null
);
create unique index tariff_publication_once on tariff_publication ((true));
insert into tariff_publication values (0);

-- What was rated, also where nothing had to be paid, or no price could be found.
create table rated_event (
    id          uuid        primary key,
    -- What was rated, such as call:<id>: once.
    source      text        not null unique,
    kind        text        not null check (kind in ('call', 'message')),
    account_id  uuid        not null,
    -- Masked: the whole number stands with whoever made the call.
    number      text        not null,
    -- Seconds of a call, segments of a message; as they were told.
    quantity    bigint      not null,
    occurred_at timestamptz not null,
    rated_at    timestamptz not null,
    version_id  uuid        references tariff_version,
    prefix      text,
    destination text,
    currency    text        check (currency ~ '^[A-Z]{3}$'),
    price       bigint      check (price >= 0),
    charged     bigint      check (charged between 0 and price),
    refusal     text,
    check ((refusal is null) = (price is not null)),
    check ((price is null) = (charged is null)),
    check ((price is null) = (currency is null))
) with (fillfactor = 85);
create index rated_event_of_account on rated_event (account_id, id);
create index rated_event_refused on rated_event (id) where refusal is not null;
