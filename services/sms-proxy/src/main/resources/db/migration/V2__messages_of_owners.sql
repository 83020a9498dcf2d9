-- An owner reads what came in as one list with what went out.
create index inbound_message_of_owner on inbound_message (owner, id) where owner is not null;
