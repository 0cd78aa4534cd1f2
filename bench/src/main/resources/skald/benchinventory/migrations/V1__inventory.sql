create table stock (
    sku       text primary key,
    version   bigint not null,
    available bigint not null check (available >= 0)
) with (fillfactor = 50);

create table reservation (
    order_id uuid primary key,
    version  bigint not null,
    sku      text   not null,
    quantity bigint not null check (quantity > 0)
);
