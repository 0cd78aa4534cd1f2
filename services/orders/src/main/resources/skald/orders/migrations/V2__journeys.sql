-- How far the orders have come that no coordinator carries.
create table journey (
    order_id      uuid primary key,
    version       bigint      not null,
    stage         text        not null check (stage in
        ('AUTHORIZE', 'RESERVE', 'BOOK', 'COMMIT', 'CAPTURE', 'DISPATCH', 'WITHDRAW', 'RECALL', 'RETURN', 'REST')),
    attempts      integer     not null check (attempts > 0),
    stuck         boolean     not null,
    cause         text check (cause in ('REFUSED', 'CANCELLED', 'EXPIRED', 'UNKNOWN')),
    reason        text,
    -- What came ahead of its turn: words with commas between them.
    heard         text        not null,
    tracking_code text,
    due_at        timestamptz not null,
    deadline      timestamptz not null,
    started_at    timestamptz not null,
    updated_at    timestamptz not null
) with (fillfactor = 50);

-- Few journeys are under way, and these are looked for.
create index journey_open on journey (order_id) where stage <> 'REST';
