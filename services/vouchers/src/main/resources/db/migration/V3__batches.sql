-- A batch may begin later than it is sold, and may be limited to so many vouchers for one account. Its codes may be made in
-- the background. An operator can void it. After that, or when its time is over, its unused vouchers are closed from the
-- first serial to the last.
alter table voucher_batch
    add column valid_from timestamptz,
    add column per_account integer check (per_account > 0),
    add column voided_at timestamptz,
    add column voided_by uuid,
    add column void_reason text check (void_reason <> ''),
    add column closed_up_to integer not null default 0 check (closed_up_to between 0 and count),
    add constraint batch_begins_before_it_ends check (valid_from < expires_at),
    add constraint batch_voided_by_somebody
        check (num_nonnulls(voided_at, voided_by, void_reason) in (0, 3));
alter table voucher_batch drop constraint voucher_batch_state_check;
alter table voucher_batch add constraint voucher_batch_state_check check (state in ('draft', 'issuing', 'issued'));
-- The name of the key, like that of the state: known as soon as there are codes.
alter table voucher_batch drop constraint voucher_batch_check1;
alter table voucher_batch add constraint batch_with_codes_has_a_key check ((state = 'draft') = (key_id is null));
create index voucher_batch_to_close on voucher_batch (expires_at) where state = 'issued' and closed_up_to < count;

-- A voucher ends in one way: used, voided, or expired. The last four symbols are kept in clear for those who have the paper
-- in hand; without the check symbol among them they are 15 of 95 bits.
alter table voucher
    add column suffix text check (suffix ~ '^[0-9A-Z]{4}$'),
    add column voided_at timestamptz,
    add column voided_by uuid,
    add column void_reason text check (void_reason <> ''),
    add column expired_at timestamptz,
    add constraint voucher_ends_once check (num_nonnulls(activated_at, voided_at, expired_at) <= 1),
    add constraint voucher_voided_by_somebody check ((voided_at is null) = (voided_by is null));
create index voucher_of_batch on voucher (batch_id, id);
create index voucher_by_suffix on voucher (suffix, id);

-- How many vouchers of a batch an account has used, where the batch has a limit.
create table batch_use (
    batch_id   uuid    not null references voucher_batch,
    account_id uuid    not null,
    uses       integer not null check (uses > 0),
    most       integer not null,
    primary key (batch_id, account_id),
    constraint uses_within_the_limit check (uses <= most)
);

-- The making of a batch's codes in the background, and the file that comes of it: OpenPGP messages, which only the holder of
-- the private key can read.
create table voucher_export (
    batch_id     uuid        primary key references voucher_batch,
    public_key   text        not null,
    fingerprint  text        not null,
    made         integer     not null default 0 check (made >= 0),
    requested_by uuid        not null,
    requested_at timestamptz not null,
    finished_at  timestamptz,
    deleted_at   timestamptz check (deleted_at >= finished_at)
);
create index voucher_export_to_make on voucher_export (requested_at) where finished_at is null;
create table voucher_export_part (
    batch_id     uuid    not null references voucher_export,
    number       integer not null check (number >= 0),
    first_serial integer not null check (first_serial > 0),
    last_serial  integer not null check (last_serial >= first_serial),
    ciphertext   bytea   not null,
    primary key (batch_id, number)
);
-- Nobody compresses ciphertext.
alter table voucher_export_part alter column ciphertext set storage external;

-- An account's own vouchers are found by their entries in the journal, which has them in the order of their use.
create index ledger_entry_of_vouchers on ledger_entry (account_id, id) where kind = 'voucher-activation';

create function voucher_state(
    activated_at timestamptz, voided_at timestamptz, expired_at timestamptz, expires_at timestamptz, remaining bigint,
    moment timestamptz) returns text language sql immutable as $$
    select case
        when activated_at is not null and remaining = 0 then 'depleted'
        when activated_at is not null then 'active'
        when expired_at is not null then 'expired'
        when voided_at is not null then 'voided'
        when expires_at <= moment then 'expired'
        else 'generated'
    end
$$;
