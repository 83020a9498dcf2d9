create table note (
    id   uuid primary key,
    text text not null check (text <> 'forbidden')
);
create table counter (
    key   text primary key,
    value bigint not null
);
