-- Where an owner is called for what.
create table webhook_endpoint (
    owner   uuid not null,
    purpose text not null,
    url     text not null,
    primary key (owner, purpose)
);

-- Which secret of an owner's signs. The secrets themselves are derived, and stand nowhere.
create table webhook_secret (
    owner      uuid primary key,
    generation integer     not null check (generation > 0),
    made_at    timestamptz not null
);

-- A call that waits to be made, is being made (due when its lease ends), or has failed for good.
create table webhook_delivery (
    id         uuid primary key,
    owner      uuid        not null,
    purpose    text        not null,
    url        text        not null,
    body       text        not null,
    attempts   integer     not null default 0,
    created_at timestamptz not null,
    due_at     timestamptz not null,
    expires_at timestamptz not null,
    failed_at  timestamptz,
    failure    text,
    check (failed_at is null or failure is not null)
);
create index webhook_delivery_due on webhook_delivery (owner, purpose, due_at) where failed_at is null;
create index webhook_delivery_expires on webhook_delivery (expires_at) where failed_at is null;
create index webhook_delivery_created on webhook_delivery (created_at) where failed_at is null;
create index webhook_delivery_failed on webhook_delivery (failed_at) where failed_at is not null;
