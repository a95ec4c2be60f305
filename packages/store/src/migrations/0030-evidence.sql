-- Files behind evidence. The bytes lie in the blob store under their hash; these rows say whose they are and what they are called.
-- A tenant knows only its own blobs, also where two tenants hold the same bytes.

create table blob (
  tenant_id text not null references tenant (id) on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size bigint not null check (size >= 0),
  -- As recognised from the content, not as the uploader said.
  media_type text not null,
  created_at timestamptz(3) not null,
  created_by uuid not null,
  primary key (tenant_id, sha256),
  foreign key (tenant_id, created_by) references actor (tenant_id, id)
);

-- Which file a version of a piece of evidence had; the newest stands in the document (file, sha256).
create table evidence_file (
  tenant_id text not null,
  evidence_id text not null,
  sha256 text not null,
  name text not null,
  uploaded_at timestamptz(3) not null,
  uploaded_by uuid not null,
  primary key (tenant_id, evidence_id, sha256, uploaded_at),
  foreign key (tenant_id, evidence_id) references evidence (tenant_id, id) on delete cascade,
  foreign key (tenant_id, sha256) references blob (tenant_id, sha256),
  foreign key (tenant_id, uploaded_by) references actor (tenant_id, id)
);
create index evidence_file_blob on evidence_file (tenant_id, sha256);

call fence('blob');
call fence('evidence_file');

-- A blob that no file names any more frees its place in the quota at once; its bytes are swept from the store later.
create function drop_unused_blob() returns trigger language plpgsql as $$
begin
  delete from blob b where b.tenant_id = old.tenant_id and b.sha256 = old.sha256
    and not exists (select from evidence_file f where f.tenant_id = b.tenant_id and f.sha256 = b.sha256);
  return null;
end $$;
create trigger evidence_file_gone after delete on evidence_file for each row execute function drop_unused_blob();
