create table shipment (
    order_id uuid primary key,
    version  bigint not null,
    sku      text   not null,
    quantity bigint not null,
    city     text   not null,
    tracking text   not null
);
