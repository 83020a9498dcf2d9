-- A series of vouchers. No codes exist before it is issued.
create table voucher_batch (
    id          uuid        primary key,
    state       text        not null check (state in ('draft', 'issued')),
    count       integer     not null check (count > 0),
    credit      bigint      not null check (credit > 0),
    currency    text        not null check (currency ~ '^[A-Z]{3}$'),
    vendor      text        not null check (vendor <> ''),
    bulk_number text        not null check (bulk_number <> ''),
    expires_at  timestamptz not null,
    created_by  uuid        not null,
    created_at  timestamptz not null,
    issued_at   timestamptz,
    -- Names the key that its codes are hashed with, so that the key can be changed one day.
    key_id      text,
    check ((state = 'issued') = (issued_at is not null)),
    check ((state = 'issued') = (key_id is not null))
);

-- A code, worth its credit to one account, once, before it expires. What it is worth stands here as well as in its batch,
-- so that an activation reads one row. Room is left in each page for the one update that a voucher sees.
create table voucher (
    id           uuid        primary key,
    batch_id     uuid        not null references voucher_batch,
    serial       integer     not null check (serial > 0),
    code_hash    bytea       not null unique check (octet_length(code_hash) = 32),
    credit       bigint      not null check (credit > 0),
    currency     text        not null check (currency ~ '^[A-Z]{3}$'),
    expires_at   timestamptz not null,
    activated_by uuid,
    activated_at timestamptz,
    unique (batch_id, serial),
    check ((activated_by is null) = (activated_at is null)),
    check (activated_at < expires_at)
) with (fillfactor = 85);

-- What an account may spend: always the sum of its postings in that currency.
create table balance (
    account_id uuid        not null,
    currency   text        not null check (currency ~ '^[A-Z]{3}$'),
    amount     bigint      not null check (amount >= 0),
    -- Grows by one with each change, so that a reader of events can tell the newer of two.
    version    bigint      not null check (version > 0),
    updated_at timestamptz not null,
    primary key (account_id, currency)
) with (fillfactor = 70);

-- The journal: why a balance has changed.
create table ledger_entry (
    id            uuid        primary key,
    account_id    uuid        not null,
    kind          text        not null,
    -- What caused it, such as voucher:<id>. Whatever else goes wrong, nothing is booked twice.
    source        text        not null unique,
    currency      text        not null check (currency ~ '^[A-Z]{3}$'),
    amount        bigint      not null check (amount <> 0),
    balance_after bigint      not null check (balance_after >= 0),
    booked_at     timestamptz not null
);
create index ledger_entry_of_account on ledger_entry (account_id, id);

-- Double entry: the postings of an entry sum to zero. An account is customer:<id> or house:<name>.
create table ledger_posting (
    entry_id uuid   not null references ledger_entry,
    account  text   not null check (account ~ '^(customer|house):'),
    amount   bigint not null check (amount <> 0),
    primary key (entry_id, account)
);

create function refuse_one_sided_entries() returns trigger language plpgsql as $$
begin
    if exists (select from written group by entry_id having sum(amount) <> 0) then
        raise exception 'The postings of an entry do not sum to zero' using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- All postings of an entry are written by one statement.
create trigger postings_sum_to_zero after insert on ledger_posting
    referencing new table as written for each statement execute function refuse_one_sided_entries();

create function refuse_to_rewrite_the_journal() returns trigger language plpgsql as $$
begin
    raise exception 'The journal is only added to: book a correction' using errcode = 'check_violation';
end $$;

create trigger entries_stay before update or delete or truncate on ledger_entry
    for each statement execute function refuse_to_rewrite_the_journal();
create trigger postings_stay before update or delete or truncate on ledger_posting
    for each statement execute function refuse_to_rewrite_the_journal();

-- Codes tried in vain, per account and per address, until the window ends.
create table voucher_miss (
    subject        text        primary key,
    misses         integer     not null check (misses > 0),
    window_ends_at timestamptz not null
) with (fillfactor = 70);
create index voucher_miss_window_ends_at on voucher_miss (window_ends_at);

-- Accounts that sessions has deactivated: they get no credit any more.
create table closed_account (
    account_id uuid        primary key,
    closed_at  timestamptz not null
);

-- Events that a statement writes by itself carry money and times as shared-events has them. The digits are those of the
-- Java platform's ISO 4217 table, which a test holds against this one.
create function smallest_unit(currency text) returns numeric language sql immutable as $$
    select case
        when currency in ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV',
                          'XAF', 'XOF', 'XPF') then 1
        when currency in ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') then 0.001
        when currency = 'CLF' then 0.0001
        -- Withdrawn, yet known to the platform.
        when currency in ('ADP', 'BEF', 'BYB', 'BYR', 'ESP', 'GRD', 'ITL', 'LUF', 'MGF', 'PTE', 'ROL', 'TPE', 'TRL') then 1
        else 0.01
    end
$$;

create function money_json(minor bigint, currency text) returns json language sql stable as $$
    select json_build_object('amount', (minor * smallest_unit(currency))::text, 'currency', currency)
$$;

create function instant_json(moment timestamptz) returns text language sql stable as $$
    select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;
