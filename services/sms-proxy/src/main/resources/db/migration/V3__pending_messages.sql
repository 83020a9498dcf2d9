-- The indexes of the queue go by this rather than by the state: a message that is marked as on its way, and one that waits for
-- another attempt, then need no new entries in any index.
alter table outgoing_message
    add column pending boolean generated always as (state in ('queued', 'sending')) stored;

drop index outgoing_message_to_send;
drop index outgoing_message_lane;
drop index outgoing_message_sending;
create index outgoing_message_to_send on outgoing_message (carrier, priority desc, seq) where pending;
create index outgoing_message_lane on outgoing_message (sender, recipient, seq) where pending;
