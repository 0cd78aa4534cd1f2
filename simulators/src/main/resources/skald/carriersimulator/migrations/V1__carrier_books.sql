-- The carrier's own books: append-only, one entry per key of a caller. Keys sort by code points.
create table carrier_entry (
    key           text collate "C" primary key,
    booking_key   text        not null,
    operation     text        not null,
    outcome       text        not null,
    tracking_code text,
    reason        text,
    behaviour     text,
    at            timestamptz not null,
    check ((operation, outcome) in (
        ('BOOK', 'BOOKED'), ('BOOK', 'REFUSED'),
        ('CANCEL', 'CANCELLED'), ('CANCEL', 'ALREADY_DISPATCHED'),
        ('DISPATCH', 'DISPATCHED'), ('DISPATCH', 'ABANDONED'))),
    check (operation <> 'BOOK' or key = booking_key),
    check ((outcome in ('BOOKED', 'DISPATCHED')) = (tracking_code is not null))
);
create index carrier_entry_booking on carrier_entry (booking_key);
-- A booking is dispatched or cancelled, never both.
create unique index carrier_entry_end on carrier_entry (booking_key) where outcome = 'DISPATCHED';
