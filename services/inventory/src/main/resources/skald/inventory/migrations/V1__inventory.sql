-- Catalogue, stock and reservations. SKUs are sorted by their bytes, whatever the database's language is.

create table product (
    sku        text collate "C" primary key,
    version    bigint      not null,
    revision   bigint      not null check (revision >= 1),
    name       text        not null,
    amount     bigint      not null check (amount >= 0),
    currency   text        not null check (length(currency) = 3),
    updated_at timestamptz not null
) with (fillfactor = 50);

-- Append-only: what a product cost, and from when on. References are checked at the commit, because a product and what
-- belongs to it are written in any order.
create table product_price (
    sku      text collate "C" not null references product deferrable initially deferred,
    revision bigint           not null,
    amount   bigint           not null,
    currency text             not null,
    at       timestamptz      not null,
    primary key (sku, revision)
);

-- Hot: an item that many orders want is updated by every batch. Half of each page stays free for updates in place, and
-- no index has a column that changes.
create table stock_item (
    sku      text collate "C" primary key references product deferrable initially deferred,
    version  bigint not null,
    on_hand  bigint not null,
    reserved bigint not null,
    check (reserved >= 0),
    check (reserved <= on_hand)
) with (fillfactor = 50);

-- Append-only journal of the stock. It has no reference to the stock: checking one would lock the hot rows once more for
-- every order line. The audit compares the two.
create table movement (
    id       bigint generated always as identity primary key,
    kind     text             not null,
    sku      text collate "C" not null,
    quantity bigint           not null,
    order_id uuid,
    reason   text,
    at       timestamptz      not null,
    check (kind in ('RECEIPT', 'RESERVATION', 'RELEASE', 'SALE', 'RETURN', 'ADJUSTMENT')),
    check (case kind when 'ADJUSTMENT' then quantity <> 0 else quantity > 0 end),
    check ((order_id is null) = (kind in ('RECEIPT', 'ADJUSTMENT')))
);

create table reservation (
    order_id   uuid primary key,
    version    bigint not null,
    status     text   not null,
    held_until timestamptz,
    reason     text,
    check (status in ('HELD', 'COMMITTED', 'CONSUMED', 'RELEASED', 'EXPIRED', 'REFUSED')),
    check ((held_until is not null) = (status = 'HELD')),
    check ((reason is not null) = (status = 'REFUSED'))
) with (fillfactor = 50);

-- Written once, by the same transaction as the reservation.
create table reservation_line (
    order_id uuid             not null,
    sku      text collate "C" not null,
    quantity bigint           not null check (quantity > 0),
    primary key (order_id, sku)
);

create table reservation_return (
    order_id  uuid             not null references reservation,
    return_id text             not null,
    sku       text collate "C" not null,
    quantity  bigint           not null check (quantity > 0),
    primary key (order_id, return_id, sku)
);
