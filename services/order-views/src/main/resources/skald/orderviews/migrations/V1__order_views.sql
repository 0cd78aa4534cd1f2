-- The read model, twice: one set of tables serves, the other is empty or is being built beside it. Generation n lives in
-- the tables that end in n modulo 2. The first generation is 1.

-- Where each order stands. Updated by every service's events, so half of a page stays free for updates in place; of its
-- indexes only the one of the status changes.
create table order_view_1 (
    order_id      uuid primary key,
    version       bigint  not null,
    -- of the orders service; null until the order was heard of there
    user_id       uuid,
    total         bigint check (total >= 0),
    currency      text,
    placed_at     timestamptz,
    settled       text    not null check (settled in ('PENDING', 'CONFIRMED', 'COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED')),
    cancelling    boolean not null,
    returned      text    not null check (returned in ('NOTHING', 'PART', 'ALL')),
    reason        text,
    -- of the payments service
    payment       text    not null check (payment in ('NONE', 'AUTHORIZED', 'DECLINED', 'VOIDED', 'CAPTURED')),
    captured      bigint  not null check (captured >= 0),
    refunds       jsonb   not null,
    -- of the shipping service
    booked_code   text,
    dispatched    boolean not null,
    delivered     boolean not null,
    withdrawn     boolean not null,
    -- derived
    status        text    not null,
    updated_at    timestamptz not null,
    check ((user_id is null) = (placed_at is null)
        and (total is null) = (placed_at is null)
        and (currency is null) = (placed_at is null)),
    check (not (cancelling and settled in ('COMPLETED', 'REJECTED', 'EXPIRED', 'CANCELLED')))
) with (fillfactor = 50);
create index order_view_1_newest on order_view_1 (placed_at desc, order_id desc) where placed_at is not null;
create index order_view_1_of_user on order_view_1 (user_id, placed_at desc, order_id desc) where placed_at is not null;
create index order_view_1_in_status on order_view_1 (status, placed_at desc, order_id desc) where placed_at is not null;

-- What was ordered, for whom, and the words by which it is found: written once, so that the index of words is not
-- touched by changes of status. The words that are erased with the customer are kept apart.
create table order_details_1 (
    order_id       uuid primary key,
    lines          jsonb    not null,
    line_count     integer  not null,
    ship_to        jsonb,
    reference      text,
    customer_name  text,
    goods_words    tsvector not null,
    personal_words tsvector not null
);
create index order_details_1_words on order_details_1 using gin ((goods_words || personal_words));

-- What happened, append-only. All messages of one source about one order come from one lane of its log.
create table order_timeline_1 (
    order_id uuid        not null,
    at       timestamptz not null,
    source   text        not null,
    position bigint      not null,
    type     text        not null,
    summary  text        not null,
    primary key (order_id, source, position)
);

create table order_view_0 (like order_view_1 including all) with (fillfactor = 50);
create table order_details_0 (like order_details_1 including all);
create table order_timeline_0 (like order_timeline_1 including all);

-- Users of whom an order, a name or the erasure is known; for both generations, so that no rebuild forgets an erasure.
create table customer (
    user_id uuid primary key,
    version bigint  not null,
    name    text,
    erased  boolean not null,
    check (not erased or name is null)
);

-- Which generation serves. Batches and queries hold an advisory lock on this table's id, shared; the swap exclusively.
create table generation (
    projection text primary key,
    active     bigint not null check (active >= 1)
);
insert into generation (projection, active) values ('orders', 1);

create table rebuild (
    projection  text primary key,
    version     bigint      not null,
    generation  bigint      not null,
    step        bigint      not null,
    started_at  timestamptz not null,
    finished_at timestamptz
);

-- How far a generation that does not serve yet was built.
create table built (
    generation  bigint  not null,
    source      text    not null,
    source_lane integer not null,
    position    bigint  not null,
    primary key (generation, source, source_lane)
);
