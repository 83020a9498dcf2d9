-- Numbers that sessions are given, and how they are chosen.
create table pool (
    id               uuid        primary key,
    owner            uuid        not null,
    name             text        not null check (name <> ''),
    -- exclusive: a number serves one session at a time. shared: as many as there are, but nobody sees it in two.
    sharing          text        not null check (sharing in ('exclusive', 'shared')),
    choice           text        not null check (choice in ('random', 'least-recent', 'sticky', 'geographic')),
    cool_down        interval    not null check (cool_down >= interval '0'),
    -- Whether a number that has not cooled down is refused; otherwise it is only the last to be taken.
    cool_down_strict boolean     not null,
    created_at       timestamptz not null,
    unique (owner, name)
);

create table virtual_number (
    id                uuid        primary key,
    owner             uuid        not null,
    pool_id           uuid        not null references pool,
    number            text        not null unique check (number ~ '^\+[1-9][0-9]{6,14}$'),
    -- As its owner wrote it: the old API answers in that form.
    written           text        not null,
    carrier           text        not null,
    fallback_carriers text[]      not null,
    country           text        check (country ~ '^[A-Z]{2}$'),
    capabilities      text[]      not null,
    -- Only given by hand, never chosen.
    reserved          boolean     not null,
    health            text        not null check (health in ('good', 'poor', 'out')),
    -- The one session that it serves, in an exclusive pool.
    session_id        uuid,
    released_at       timestamptz,
    added_at          timestamptz not null
) with (fillfactor = 70);
create index virtual_number_of_pool on virtual_number (pool_id);
create index virtual_number_of_session on virtual_number (session_id) where session_id is not null;

create table masked_session (
    id            uuid        primary key,
    owner         uuid        not null,
    pool_id       uuid        not null references pool,
    name          text,
    status        text        not null check (status in ('open', 'ended', 'expired')),
    -- Time to live, from the creation or from the last message.
    ttl           interval    check (ttl > interval '0'),
    ttl_from      text        not null check (ttl_from in ('creation', 'last-message')),
    -- Never open after this moment, whatever is said.
    closes_at     timestamptz,
    expires_at    timestamptz,
    -- Texts of the system instead of its own; an empty one is not sent.
    start_text    text,
    end_text      text,
    expiry_text   text,
    -- Whether opt-out words are taken as such.
    honours_stop  boolean     not null,
    -- Whoever writes in first joins this side.
    open_side     text,
    created_at    timestamptz not null,
    ended_at      timestamptz,
    check ((status = 'open') = (ended_at is null)),
    check (expires_at <= closes_at)
) with (fillfactor = 85);
create index masked_session_of_owner on masked_session (owner, id);
create index masked_session_to_expire on masked_session (expires_at) where status = 'open';

alter table virtual_number add foreign key (session_id) references masked_session;

-- A person in a session, and the number by which this person sees the others. In the end nobody sees a number in two open
-- sessions: whatever goes wrong elsewhere, a message finds one session or none.
create table participant (
    id           uuid        primary key,
    session_id   uuid        not null references masked_session,
    side         text        not null check (side <> ''),
    number       text        not null check (number ~ '^\+[1-9][0-9]{6,14}$'),
    written      text        not null,
    name         text,
    proxy_number text        not null,
    joined_at    timestamptz not null,
    left_at      timestamptz
) with (fillfactor = 85);
create unique index participant_seat on participant (proxy_number, number) where left_at is null;
create index participant_left_at on participant (left_at) where left_at is not null;
create index participant_of_session on participant (session_id);
create index participant_by_number on participant (number, proxy_number);

-- Numbers by which a session is open to whoever writes in.
create table open_seat (
    proxy_number text primary key,
    session_id   uuid not null unique references masked_session
);

-- What carriers have brought.
create table inbound_message (
    id                 uuid        primary key,
    carrier            text        not null,
    carrier_message_id text        not null,
    owner              uuid,
    session_id         uuid,
    participant_id     uuid,
    sender             text        not null,
    recipient          text        not null,
    text               text        not null,
    media              text[]      not null,
    -- What was done with it.
    outcome            text        not null,
    received_at        timestamptz not null,
    unique (carrier, carrier_message_id)
);
-- Only for the sweep of what is old. Rows lie in the order of time, so that the bounds of each stretch of pages will do.
create index inbound_message_received_at on inbound_message using brin (received_at);
create index inbound_message_of_session on inbound_message (session_id, id) where session_id is not null;

-- Parts of long messages that are not complete yet.
create table inbound_part (
    carrier     text        not null,
    sender      text        not null,
    recipient   text        not null,
    reference   integer     not null,
    total       integer     not null check (total between 2 and 255),
    number      integer     not null check (number between 1 and total),
    -- UTF-16: a carrier may cut between the halves of a character, which no text can hold.
    text        bytea       not null,
    received_at timestamptz not null,
    primary key (carrier, sender, recipient, reference, total, number)
);
create index inbound_part_received_at on inbound_part (received_at);

-- What goes out: one row for each recipient.
create table outgoing_message (
    id             uuid        primary key,
    -- The order in which messages of one sender to one recipient go out.
    seq            bigint      generated always as identity,
    owner          uuid,
    session_id     uuid,
    participant_id uuid,
    inbound_id     uuid,
    origin         text        not null,
    sender         text        not null,
    recipient      text        not null,
    text           text        not null,
    media          text[]      not null,
    -- Higher ones go first.
    priority       smallint    not null,
    carrier        text        not null,
    -- Where it goes next if this carrier does not take it.
    fallbacks      text[]      not null,
    state          text        not null check (state in (
        'queued', 'sending', 'in-doubt', 'sent', 'unconfirmed', 'delivered', 'undelivered', 'failed', 'expired', 'rejected')),
    -- The indexes of the queue go by this rather than by the state: what does not change it needs no new entries in any index.
    pending        boolean     generated always as (state in ('queued', 'sending')) stored,
    attempts       smallint    not null default 0,
    -- An attempt may have reached the recipient without our knowing.
    in_doubt       boolean     not null default false,
    due_at         timestamptz not null,
    expires_at     timestamptz,
    segments       smallint,
    error_code     text,
    created_at     timestamptz not null,
    sent_at        timestamptz,
    settled_at     timestamptz
) with (fillfactor = 80);
create index outgoing_message_to_send on outgoing_message (carrier, priority desc, seq) where pending;
create index outgoing_message_lane on outgoing_message (sender, recipient, seq) where pending;
create index outgoing_message_created_at on outgoing_message using brin (created_at);
create index outgoing_message_of_session on outgoing_message (session_id, id) where session_id is not null;
create index outgoing_message_of_owner on outgoing_message (owner, id) where owner is not null;

-- The carrier's name for each part of a message that it has taken.
create table submitted_part (
    carrier            text     not null,
    carrier_message_id text     not null,
    message_id         uuid     not null references outgoing_message on delete cascade,
    number             smallint not null,
    state              text     not null,
    primary key (carrier, carrier_message_id)
) with (fillfactor = 85);
create index submitted_part_of_message on submitted_part (message_id);

-- Receipts that came before the carrier's answer to the message.
create table early_receipt (
    carrier            text        not null,
    carrier_message_id text        not null,
    state              text        not null,
    error_code         text,
    at                 timestamptz not null,
    primary key (carrier, carrier_message_id)
);
create index early_receipt_at on early_receipt (at);

-- People who have told an owner to stop.
create table opt_out (
    owner  uuid        not null,
    number text        not null,
    since  timestamptz not null,
    primary key (owner, number)
);

-- When somebody was last told something automatically: two machines that answer each other must come to an end.
create table automatic_reply (
    sender     text        not null,
    recipient  text        not null,
    replied_at timestamptz not null,
    primary key (sender, recipient)
);
create index automatic_reply_replied_at on automatic_reply (replied_at);

-- How many leading characters two numbers share: the closer, the more.
create function shared_prefix(one text, other text) returns integer language sql immutable parallel safe as $$
    select coalesce(max(length), 0)
    from generate_series(1, least(length(one), length(other))) length
    where left(one, length) = left(other, length)
$$;

-- A message only moves to a state of a higher rank; what is settled stays.
create function state_rank(state text) returns integer language sql immutable parallel safe as $$
    select case state
        when 'queued' then 0 when 'sending' then 1 when 'in-doubt' then 2 when 'sent' then 3 when 'unconfirmed' then 4
        else 5 end
$$;

-- What has been sent to numbers that begin so, in an hour: a bound to what a fraud can cost.
create table command_budget (
    prefix text        not null,
    hour   timestamptz not null,
    used   integer     not null,
    primary key (prefix, hour)
) with (fillfactor = 70);
