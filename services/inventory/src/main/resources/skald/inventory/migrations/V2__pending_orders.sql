-- Orders without a coordinator of which only one half is known: what they want (lines, as JSON), or that they are paid for
-- (no lines).
create table pending_order (
    order_id uuid primary key,
    version  bigint not null,
    lines    text
);
