-- Dead letters can be decided again or given up, in the order of their queue: by default the messages of a key of one log.

alter table dead_letter
    add column source      text,
    add column source_lane integer,
    add column position    bigint,
    add column queue       text,
    add column status      text    not null default 'PARKED',
    add column attempts    integer not null default 1,
    add column retry_at    timestamptz;

-- Nobody waited behind the letters so far, so each is a queue of its own.
update dead_letter set
    source = split_part(message_id, '/', 1),
    source_lane = split_part(message_id, '/', 2)::integer,
    position = split_part(message_id, '/', 3)::bigint,
    queue = message_id;

alter table dead_letter
    alter column source set not null,
    alter column source_lane set not null,
    alter column position set not null,
    alter column queue set not null,
    alter column status drop default,
    alter column attempts drop default,
    drop column message_id;

-- Partial, so that it is empty in a healthy service.
create index dead_letter_open on dead_letter (lane, queue, position) where status in ('PARKED', 'WAITING');

-- What was done about letters, by whom and why.
create table dead_letter_action (
    id      bigint generated always as identity primary key,
    letter  bigint      not null,
    verb    text        not null,
    who     text        not null,
    reason  text,
    at      timestamptz not null,
    outcome text        not null
);
create index dead_letter_action_letter on dead_letter_action (letter);
