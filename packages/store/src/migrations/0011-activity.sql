-- Public half of the key that signed a head, base64 of the raw 32 bytes: a head stays verifiable after the key was changed.
alter table activity_head add column signing_key text not null default '';
