-- A payment by its order; the amounts repeat what its transactions say, so that the database itself refuses a payment
-- that takes more than was authorized or pays back more than was taken.
create table payment (
    order_id        uuid primary key,
    version         bigint  not null,
    currency        text,
    given_up        boolean not null,
    authorized      bigint  not null check (authorized >= 0),
    captured        bigint  not null check (captured >= 0),
    refunded        bigint  not null check (refunded >= 0),
    refunds_pending bigint  not null check (refunds_pending >= 0),
    check (captured <= authorized),
    check (refunded + refunds_pending <= captured)
) with (fillfactor = 50);

-- The ledger: what was asked of the gateway under the key order_id:name, and what became of it.
create table payment_transaction (
    order_id uuid        not null references payment,
    number   integer     not null,
    name     text        not null,
    type     text        not null check (type in ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND')),
    status   text        not null check (status in ('PENDING', 'UNKNOWN', 'SUCCEEDED', 'DECLINED', 'FAILED')),
    amount   bigint      not null check (amount >= 0),
    reason   text,
    at       timestamptz not null,
    primary key (order_id, number)
) with (fillfactor = 50);
