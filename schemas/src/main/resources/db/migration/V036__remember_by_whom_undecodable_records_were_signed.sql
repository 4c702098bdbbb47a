-- With these an undecodable record that is tried again says what it said at first, its MAC included (R36d).
alter table membership.undecodable_record
    add column event_seq text,
    add column mac       bytea,
    add column mac_key   text;
