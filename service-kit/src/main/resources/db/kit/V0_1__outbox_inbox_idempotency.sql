-- An event waits here from the commit of its change until the broker has it.
create table outbox (
    id          bigint generated always as identity primary key,
    event_id    uuid        not null,
    topic       text        not null,
    key         text        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    traceparent text,
    data        text        not null
) with (
    -- Every row is soon dead. Vacuumed often and without pauses, the table stays as small as what waits, and its front is found
    -- without going through the dead.
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 10000,
    autovacuum_vacuum_cost_delay = 0
);

-- What a consumer has done already.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_received_at on inbox (received_at);

-- Which resource a client's Idempotency-Key has made. Keys are stored as hashes only.
create table idempotency_key (
    owner        text        not null,
    operation    text        not null,
    key_hash     bytea       not null,
    request_hash bytea       not null,
    resource     uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (owner, operation, key_hash)
);
create index idempotency_key_created_at on idempotency_key (created_at);
