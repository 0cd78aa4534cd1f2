-- For a search engine beside these tables; empty as long as none is configured.

-- Orders whose document in the index is older than their rows.
create table search_change (
    id       bigint generated always as identity primary key,
    order_id uuid not null
);

-- Which index serves, and which one is being filled beside it.
create table search_index (
    name     text primary key,
    serving  bigint not null,
    building bigint,
    -- Orders up to this id are in the index that is being filled.
    built_to uuid,
    built    bigint not null
);

-- Who asks for the index to be filled anew. Only inserted and deleted, so that nobody waits for whoever is filling.
create table search_rebuild (
    id bigint generated always as identity primary key
);

-- Versions of documents: what was read later has a higher one.
create sequence search_version;
