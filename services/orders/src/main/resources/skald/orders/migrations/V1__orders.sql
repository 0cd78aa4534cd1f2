create table orders (
    order_id         uuid primary key,
    version          bigint      not null,
    user_id          uuid        not null,
    status           text        not null check (status in
        ('PENDING', 'CONFIRMED', 'COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'CANCEL_PENDING')),
    total            bigint      not null check (total >= 0),
    currency         text        not null,
    ship_name        text        not null,
    ship_street      text        not null,
    ship_postal_code text,
    ship_city        text        not null,
    ship_country     text        not null,
    payment_method   text        not null,
    payment_token    text        not null,
    reference        text,
    reason           text,
    shipped          boolean     not null,
    tracking_code    text,
    -- The return under way, as JSON; there is one at a time.
    pending_return   text,
    placed_with      text,
    placed_at        timestamptz not null,
    updated_at       timestamptz not null
) with (fillfactor = 50);

-- An idempotency key never buys twice, however long its answer is kept.
create unique index orders_placed_with on orders (placed_with) where placed_with is not null;
create index orders_user on orders (user_id);

create table order_line (
    order_id uuid    not null references orders,
    position integer not null,
    sku      text    not null,
    name     text    not null,
    quantity bigint  not null check (quantity > 0),
    price    bigint  not null check (price >= 0),
    returned bigint  not null check (returned between 0 and quantity),
    primary key (order_id, position)
);

-- Copies of what other services announce.
create table product (
    sku      text primary key,
    version  bigint not null,
    name     text   not null,
    price    bigint not null,
    currency text   not null
);

create table customer (
    user_id uuid primary key,
    version bigint  not null,
    erased  boolean not null
);
