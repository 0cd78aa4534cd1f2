-- How users can be written to; a row without address is a user who was erased. The only personal data of this service.
create table contact (
    user_id uuid   primary key,
    version bigint not null,
    email   text,
    name    text,
    check ((email is null) = (name is null))
);

-- Recorded before it is sent. Updated once or twice, soon after it was written.
create table notification (
    notification_id uuid        primary key,
    version         bigint      not null,
    order_id        uuid        not null,
    user_id         uuid        not null,
    subject         text        not null,
    text            text        not null,
    at              timestamptz not null,
    status          text        not null check (status in ('waiting', 'sending', 'sent', 'failed', 'withdrawn')),
    looks           integer,
    sent_at         timestamptz,
    reason          text,
    check ((status = 'waiting') = (looks is not null)),
    check ((status = 'sent') = (sent_at is not null)),
    check ((status = 'failed') = (reason is not null))
) with (fillfactor = 50);
create index notification_of_order on notification (order_id);
create index notification_latest on notification (at desc, notification_id desc);
