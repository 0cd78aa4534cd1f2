-- How an order's shipment stands.
create table shipment (
    order_id       uuid primary key,
    version        bigint  not null,
    status         text    not null
        check (status in ('PENDING', 'BOOKED', 'DISPATCHED', 'DELIVERED', 'CANCELLED', 'FAILED')),
    cancel_asked   boolean not null,
    dispatch_asked boolean not null,
    tracking_code  text,
    reason         text,
    booked_at      timestamptz,
    dispatched_at  timestamptz,
    delivered_at   timestamptz,
    check (status not in ('BOOKED', 'DISPATCHED', 'DELIVERED') or tracking_code is not null),
    check ((status in ('DISPATCHED', 'DELIVERED')) = (dispatched_at is not null)),
    check ((status = 'DELIVERED') = (delivered_at is not null))
) with (fillfactor = 50);

-- Whose order it is, known before there is a parcel.
create table parcel_owner (
    order_id uuid primary key,
    user_id  uuid not null
);
create index parcel_owner_user on parcel_owner (user_id);

-- Where the goods go to: to be shown, and null once the user is forgotten.
create table parcel (
    order_id    uuid primary key,
    name        text,
    street      text,
    postal_code text,
    city        text,
    country     text
);

create table parcel_line (
    order_id uuid    not null references parcel,
    number   integer not null,
    sku      text    not null,
    quantity bigint  not null check (quantity > 0),
    primary key (order_id, number)
);
