-- A payment that was voided before it was charged stays as VOIDED, so that a charge which comes late is refused.
create table payment (
    order_id uuid primary key,
    version  bigint not null,
    amount   bigint not null,
    status   text   not null check (status in ('CHARGED', 'VOIDED'))
) with (fillfactor = 90);
