create table orders (
    order_id uuid primary key,
    version  bigint  not null,
    number   integer not null,
    customer text    not null,
    sku      text    not null,
    quantity bigint  not null check (quantity > 0),
    total    bigint  not null check (total >= 0),
    card     text    not null,
    city     text    not null,
    status   text    not null check (status in ('PENDING', 'CONFIRMED', 'REJECTED'))
) with (fillfactor = 50);
