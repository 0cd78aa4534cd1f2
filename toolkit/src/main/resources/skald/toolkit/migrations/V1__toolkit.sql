-- What the runtime keeps beside a service's own tables. The service's schema is the search path.

-- A lane has one writer: the one that raised its epoch last. Updated by every commit, so most of a page stays free for
-- updates in place.
create table lane (
    lane    integer primary key,
    epoch   bigint  not null,
    head    bigint  not null,
    commits bigint  not null,
    owner   text    not null
) with (fillfactor = 10);

-- The outbox: append-only, positions without gaps per lane.
create table log (
    lane     integer     not null,
    position bigint      not null,
    type     text        not null,
    key      text        not null,
    saga     text,
    cause    text,
    trace    text,
    at       timestamptz not null,
    body     bytea       not null,
    primary key (lane, position)
);

-- How far this service has consumed the logs of others.
create table consumed (
    source      text    not null,
    source_lane integer not null,
    lane        integer not null,
    position    bigint  not null,
    primary key (source, source_lane, lane)
) with (fillfactor = 10);

create table timer (
    key    text        not null,
    name   text        not null,
    lane   integer     not null,
    due_at timestamptz not null,
    type   text        not null,
    body   bytea       not null,
    primary key (key, name)
);
create index timer_due on timer (lane, due_at);

-- Calls to the outside whose outcome is not known yet. The id is the idempotency key that the other side sees.
create table effect (
    id       text primary key,
    lane     integer     not null,
    key      text        not null,
    type     text        not null,
    body     bytea       not null,
    saga     text,
    trace    text,
    attempts integer     not null,
    unknown  boolean     not null,
    due_at   timestamptz not null
);

create table idempotency (
    scope       text primary key,
    fingerprint text        not null,
    type        text        not null,
    body        bytea       not null,
    position    text        not null,
    at          timestamptz not null
);

create table dead_letter (
    id         bigint generated always as identity primary key,
    lane       integer     not null,
    message_id text        not null,
    type       text        not null,
    key        text        not null,
    body       bytea       not null,
    saga       text,
    trace      text,
    at         timestamptz not null,
    reason     text        not null,
    parked_at  timestamptz not null
);

create table saga (
    definition text        not null,
    instance   text        not null,
    version    bigint      not null,
    generation integer     not null,
    status     text        not null,
    key        text        not null,
    step       text        not null,
    backwards  boolean     not null,
    data       bytea       not null,
    cause      text,
    reason     text,
    attempts   integer     not null,
    due_at     timestamptz not null,
    deadline   timestamptz not null,
    started_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (definition, instance)
) with (fillfactor = 50);
-- Partial, so that a saga that goes straight to its end changes no index.
create index saga_unfinished on saga (status, definition, instance) where status in ('COMPENSATING', 'STUCK');
