-- Several processes may work on the lanes of a service. A lane without a lease, or with one that ran out, may be acquired.
alter table lane add column lease_until timestamptz;

-- The processes that are there. Updated about every second by each.
create table instance (
    name       text primary key,
    seen_until timestamptz not null
) with (fillfactor = 10);
