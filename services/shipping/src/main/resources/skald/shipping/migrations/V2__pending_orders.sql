-- Orders without a coordinator of which only one half is known: where they go, or that their goods are held (no user).
create table pending_order (
    order_id    uuid primary key,
    version     bigint not null,
    user_id     uuid,
    name        text,
    street      text,
    postal_code text,
    city        text,
    country     text,
    lines       text
);
create index pending_order_user on pending_order (user_id);
