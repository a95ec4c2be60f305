-- Calls that somebody may repeat (Idempotency-Key), so that one that was carried out is not carried out again, by whichever server process it
-- comes to next. A key belongs to one user and is kept for a day.
create table call_key (
  user_id uuid not null references app_user (id) on delete cascade,
  route text not null,
  -- sha256 of the key that the caller gave, and of the whole call.
  key_hash bytea not null check (length(key_hash) = 32),
  fingerprint bytea not null check (length(fingerprint) = 32),
  -- Who carries it out; whoever takes over from a process that ended gets a new one.
  holder uuid not null,
  started_at timestamptz not null,
  expires_at timestamptz not null,
  -- Set in the transaction of the change itself: from then on it is never carried out again.
  changed boolean not null default false,
  -- The answer, once it was given; no body where it was too long to keep.
  status int,
  content_type text,
  etag text,
  body text check (length(body) <= 262144),
  primary key (user_id, route, key_hash)
);
create index call_key_age on call_key (user_id, started_at);
create index call_key_expiry on call_key (expires_at);
alter table call_key enable row level security;
alter table call_key force row level security;
create policy call_key_own on call_key using (user_id = setting('user')::uuid) with check (user_id = setting('user')::uuid);
-- Whoever looks after old ones sees none but these.
create policy call_key_old on call_key for delete using (expires_at < setting('now')::timestamptz);
create policy call_key_old_seen on call_key for select using (expires_at < setting('now')::timestamptz);
