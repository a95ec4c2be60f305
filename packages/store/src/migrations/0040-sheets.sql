-- Uploaded sheets between their preview and the decision. They belong to who uploaded them, expire after an hour, and hold the file as
-- it came: the preview is computed anew each time, so that what is written is what the model says then.

create table sheet_upload (
  tenant_id text not null references tenant (id) on delete cascade,
  id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  kind text not null check (kind in ('assets', 'answers')),
  file_name text not null,
  bytes bytea not null,
  options jsonb not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, id)
);
call fence('sheet_upload');
create index sheet_upload_user on sheet_upload (tenant_id, user_id);
