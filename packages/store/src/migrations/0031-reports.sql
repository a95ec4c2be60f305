-- Reports: what was asked for, how far it is, and where the result lies. The row is the queue as well: a server takes what waits, and
-- what another one stopped working on (ADR 11).

create table report (
  tenant_id text not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('position', 'registration', 'findings')),
  format text not null check (format in ('pdf', 'xlsx', 'json')),
  language text not null check (language in ('en', 'de')),
  scope_kind text not null check (scope_kind in ('organisation', 'entity', 'site')),
  -- Empty for the organisation.
  scope_id text not null default '',
  as_of text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  step text,
  requested_at timestamptz(3) not null,
  requested_by uuid not null,
  attempts int not null default 0,
  runner uuid,
  heartbeat_at timestamptz(3),
  ended_at timestamptz(3),
  -- What went wrong, in words.
  problem text,
  sha256 text,
  size bigint,
  file_name text,
  -- Head of the activity log that is printed in it.
  head_seq bigint,
  head_hash text,
  primary key (tenant_id, id),
  foreign key (tenant_id, requested_by) references actor (tenant_id, id),
  foreign key (tenant_id, sha256) references blob (tenant_id, sha256),
  check ((state = 'done') = (sha256 is not null)),
  check ((scope_kind = 'organisation') = (scope_id = ''))
);
create index report_queue on report (tenant_id, state, requested_at);
create index report_blob on report (tenant_id, sha256);

call fence('report');

-- A blob is in use by files of evidence and by reports.
create or replace function drop_unused_blob() returns trigger language plpgsql as $$
begin
  delete from blob b where b.tenant_id = old.tenant_id and b.sha256 = old.sha256
    and not exists (select from evidence_file f where f.tenant_id = b.tenant_id and f.sha256 = b.sha256)
    and not exists (select from report r where r.tenant_id = b.tenant_id and r.sha256 = b.sha256);
  return null;
end $$;
create trigger report_gone after delete on report for each row execute function drop_unused_blob();
