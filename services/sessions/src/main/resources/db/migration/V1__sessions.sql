-- Who may sign in. A phone is proved before it stands here; a login is for people without one.
create table account (
    id                  uuid        primary key,
    phone               text        unique check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    login               text        unique check (login ~ '^[a-z][a-z0-9._-]{1,47}$'),
    name                text        check (char_length(name) between 1 and 100),
    language            text        check (char_length(language) between 2 and 35),
    roles               text[]      not null check (roles <@ array['user', 'operator', 'admin'] and cardinality(roles) > 0),
    -- Argon2id in its own notation; null for who signs in by code only.
    password_hash       text,
    password_changed_at timestamptz,
    created_at          timestamptz not null,
    deactivated_at      timestamptz,
    deactivated_by      uuid,
    check (phone is not null or login is not null)
);
create index account_admin on account (id) where 'admin' = any (roles);

-- Programs that ask for tokens.
create table client (
    id          uuid        primary key,
    client_id   text        not null unique,
    name        text        not null check (char_length(name) between 1 and 100),
    -- first-party: our apps, public, sign people in. service: confidential, acts for itself.
    kind        text        not null check (kind in ('first-party', 'service')),
    roles       text[]      not null check (roles <@ array['operator', 'service']),
    -- SHA-256 is right here, and only here: a secret has 256 random bits, there is nothing to guess slowly.
    secret_hash bytea,
    created_at  timestamptz not null,
    check ((kind = 'service') = (secret_hash is not null)),
    check ((kind = 'service') = (cardinality(roles) > 0))
);
insert into client (id, client_id, name, kind, roles, created_at)
values ('019a0000-0000-7000-8000-000000000001', 'trunkline-app', 'Trunkline apps', 'first-party', '{}', '2026-01-01T00:00:00Z');

-- A device that is signed in: the family of its refresh tokens.
create table session (
    id           uuid        primary key,
    account_id   uuid        not null references account (id),
    client_id    text        not null,
    device       text        check (char_length(device) <= 200),
    address      text,
    started_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text,
    check ((ended_at is null) = (end_reason is null))
);
create index session_of_account on session (account_id, id desc) where ended_at is null;
create index session_expires_at on session (expires_at);
create index session_ended_at on session (ended_at) where ended_at is not null;

-- Refresh tokens by the SHA-256 of their 256 random bits. A used one stays until it would have expired: who shows it
-- again has stolen it, or was stolen from.
create table refresh_token (
    hash       bytea       primary key,
    session_id uuid        not null references session (id) on delete cascade,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expires_at on refresh_token (expires_at);

-- Keys that sign access tokens. The private part is a JWE under a key derived from SESSIONS_SECRET.
create table signing_key (
    id          text        primary key,
    public_jwk  text        not null,
    private_jwe text        not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null
);

-- Somebody wants an account and has yet to prove the phone.
create table sign_up (
    id            uuid        primary key,
    phone         text        not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    name          text        check (char_length(name) between 1 and 100),
    password_hash text,
    code_hash     bytea       not null,
    attempts_left int         not null check (attempts_left >= 0),
    expires_at    timestamptz not null,
    confirmed_at  timestamptz
);
create index sign_up_expires_at on sign_up (expires_at);

-- The last code that was sent for signing in; a new one takes the place of the old.
create table one_time_code (
    phone         text        primary key check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    code_hash     bytea       not null,
    attempts_left int         not null check (attempts_left >= 0),
    expires_at    timestamptz not null,
    used_at       timestamptz
);
create index one_time_code_expires_at on one_time_code (expires_at);

-- How many codes a phone, or an address, has asked for. The subject is a keyed hash.
create table code_allowance (
    subject           bytea       primary key,
    window_started_at timestamptz not null,
    sent              int         not null,
    last_sent_at      timestamptz not null
);
create index code_allowance_last_sent_at on code_allowance (last_sent_at);

-- Failed sign-ins of an account or an address. The subject is a keyed hash: people type passwords into the wrong field.
create table sign_in_throttle (
    subject       bytea       primary key,
    failures      int         not null check (failures >= 0),
    blocked_until timestamptz not null,
    changed_at    timestamptz not null
);
create index sign_in_throttle_changed_at on sign_in_throttle (changed_at);
