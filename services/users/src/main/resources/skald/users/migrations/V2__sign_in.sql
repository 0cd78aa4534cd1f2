-- What proves that somebody is a user: an Argon2id hash in PHC string format. Who has no row cannot sign in; erasing the user
-- deletes it.
create table credential (
    user_id       uuid        primary key references user_account,
    version       bigint      not null,
    password_hash text        not null,
    since         timestamptz not null
);

-- Who is signed in. The secret of the refresh token is kept as a hash only, and replaced at each use.
create table session (
    session_id  uuid        primary key,
    user_id     uuid        not null references user_account,
    secret_hash text        not null,
    opened_at   timestamptz not null,
    ends_at     timestamptz not null
);
create index session_end on session (ends_at);

-- How often something was tried, by what was tried: the time at which its bucket will be empty. Holds hashes of addresses, no
-- address.
create table attempt (
    key      text        primary key,
    empty_at timestamptz not null
);
create index attempt_empty on attempt (empty_at);

-- The keys that sign access tokens, the private part included: whoever reads this schema can sign in as anybody, as with the
-- password hashes above.
create table signing_key (
    key_id      text        primary key,
    usable_from timestamptz not null,
    jwk         text        not null
);
