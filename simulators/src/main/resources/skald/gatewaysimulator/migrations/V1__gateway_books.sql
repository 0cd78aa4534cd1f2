-- The gateway's own books: append-only, one entry per key of a caller. Keys sort by code points, so that an audit can
-- merge them with other books in one pass.
create table gateway_entry (
    key               text collate "C" primary key,
    authorization_key text        not null,
    operation         text        not null check (operation in ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND')),
    amount            bigint check (amount >= 0),
    currency          text,
    outcome           text        not null check (outcome in ('APPROVED', 'DECLINED')),
    reason            text,
    method            text,
    token             text,
    at                timestamptz not null,
    check ((amount is null) = (currency is null)),
    check (operation <> 'AUTHORIZE' or (key = authorization_key and method is not null and token is not null))
);
create index gateway_entry_authorization on gateway_entry (authorization_key);
