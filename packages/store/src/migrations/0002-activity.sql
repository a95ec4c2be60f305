-- The activity log: one entry for every change, in the same transaction, each with the hash of the one before.
-- The chain holds no personal data: actors are pseudonyms, and what changed is kept in activity_detail, of which the chain holds
-- only a salted digest. Erasing a detail leaves the chain verifiable (see docs/method/activity-log.md).

create table activity (
  tenant_id text not null references tenant (id) on delete cascade,
  seq bigint not null check (seq > 0),
  at timestamptz(3) not null,
  actor_id uuid not null,
  -- What was done, `slice.verb`, e.g. assessment.answer.
  action text not null,
  -- Kind and id of what it was done to; ids of people are their slugs, which erasure replaces by pseudonyms.
  object_kind text not null,
  object_id text not null,
  -- sha256 over salt and detail; 32 zero bytes where there is none.
  detail_digest bytea not null check (length(detail_digest) = 32),
  previous bytea not null check (length(previous) = 32),
  hash bytea not null check (length(hash) = 32),
  primary key (tenant_id, seq),
  foreign key (tenant_id, actor_id) references actor (tenant_id, id)
);
create index activity_object on activity (tenant_id, object_kind, object_id, seq desc);

create table activity_detail (
  tenant_id text not null,
  seq bigint not null,
  salt bytea not null check (length(salt) = 16),
  -- The canonical text that was digested, `{"before":…,"after":…}`.
  detail text not null,
  primary key (tenant_id, seq),
  foreign key (tenant_id, seq) references activity (tenant_id, seq) on delete cascade
);

-- Heads that were signed and given out with a report, snapshot or export. Whoever holds one detects a rewritten or cut log.
create table activity_head (
  tenant_id text not null,
  seq bigint not null,
  hash bytea not null check (length(hash) = 32),
  signed_at timestamptz(3) not null,
  signature bytea not null check (length(signature) = 64),
  reason text not null,
  primary key (tenant_id, seq, signed_at)
);

call fence('activity');
call fence('activity_detail');
call fence('activity_head');

-- Appending is the only change the log knows. Only erasure may delete a detail.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the activity log only grows' using errcode = 'insufficient_privilege';
end $$;
create trigger activity_append_only before update or delete on activity for each row
  when (pg_trigger_depth() = 0) execute function refuse_change();
create trigger activity_detail_append_only before update on activity_detail for each row execute function refuse_change();
