-- A user is never deleted: erasing takes the person out and leaves the id.
create table user_account (
    user_id       uuid        primary key,
    version       bigint      not null,
    status        text        not null check (status in ('registered', 'erased')),
    email         text,
    name          text,
    roles         text[]      not null check (roles <@ array['customer', 'support', 'admin']),
    registered_at timestamptz not null,
    erased_at     timestamptz,
    check (case status
        when 'registered' then email is not null and name is not null and cardinality(roles) > 0 and erased_at is null
        else email is null and name is null and cardinality(roles) = 0 and erased_at is not null
    end)
) with (fillfactor = 50);

-- Who owns an address, by its normalized form; the primary key is the last word on uniqueness. Erasing deletes the row.
create table email_claim (
    email   text   primary key,
    version bigint not null,
    user_id uuid   not null unique references user_account deferrable initially deferred
);

-- Finds the published registration of a user whose personal data must go. A registration is the only message with any.
create index log_registration on log (key) where type = 'skald.users.user-registered.v1';
