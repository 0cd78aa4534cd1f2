create table order_view (
    order_id uuid primary key,
    version  bigint not null,
    customer text   not null,
    sku      text   not null,
    total    bigint not null,
    status   text   not null check (status in ('PENDING', 'CONFIRMED', 'REJECTED')),
    tracking text,
    reason   text
) with (fillfactor = 50);
