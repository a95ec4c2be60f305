-- Tenants, people, sessions. Every table of a tenant carries tenant_id in its keys and is fenced by row-level security that is
-- forced, so that it binds the owner of the tables too. What a transaction may see is said by four settings, local to it:
--   caponier.tenant  the tenant it works in
--   caponier.user    the signed-in user
--   caponier.login   the e-mail address that is just signing in
--   caponier.token   hash (hex) of the token that is just presented: session, invitation, reset, sign-in link
-- plus caponier.system = 'list-tenants' for start and backup, which reads the names of tenants and nothing else.

create function setting(name text) returns text language sql stable parallel safe
  return nullif(current_setting('caponier.' || name, true), '');

create table installation (
  only_one boolean primary key default true check (only_one),
  id uuid not null,
  created_at timestamptz not null,
  -- Public half of the key that signs activity heads, base64 of the raw 32 bytes (Ed25519, RFC 8032).
  signing_key text
);

create table tenant (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9._-]{0,119}$'),
  name text not null,
  -- The organisation as in the workspace document.
  organisation jsonb not null,
  version int not null default 1,
  sample boolean not null default false,
  -- Sequence of the newest activity entry: the change counter that every cache compares.
  seq bigint not null default 0,
  head bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table app_user (
  id uuid primary key,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  name text not null,
  language text not null default 'en' check (language in ('en', 'de')),
  theme text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  -- argon2id in PHC form; null until the invitation is accepted.
  password_hash text,
  failed_attempts int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  erased_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1
);
create unique index app_user_email on app_user (email) where erased_at is null;

create table session (
  token_hash bytea primary key,
  user_id uuid not null references app_user (id) on delete cascade,
  -- Name shown in the list of sessions; not the token.
  id uuid not null unique,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  device text not null default ''
);
create index session_of_user on session (user_id);

-- Invitation, password reset, sign-in link: used once.
create table one_time_token (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('invitation', 'reset', 'sign-in')),
  user_id uuid not null references app_user (id) on delete cascade,
  tenant_id text references tenant (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_token_user on one_time_token (user_id);

create table membership (
  tenant_id text not null references tenant (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  person_id text,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, user_id)
);
create index membership_user on membership (user_id);

create table role_grant (
  tenant_id text not null,
  user_id uuid not null,
  role text not null check (role in ('admin', 'lead', 'engineer', 'respondent', 'board', 'auditor', 'incident-manager')),
  scope_kind text not null check (scope_kind in ('organisation', 'entity', 'site')),
  -- Empty for the organisation.
  scope_id text not null default '',
  primary key (tenant_id, user_id, role, scope_kind, scope_id),
  foreign key (tenant_id, user_id) references membership (tenant_id, user_id) on delete cascade,
  check ((scope_kind = 'organisation') = (scope_id = ''))
);

-- Who acted, by pseudonym. The chain names actors; only this table says which user an actor is, and erasure cuts that tie.
create table actor (
  tenant_id text not null references tenant (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('user', 'link', 'api-key', 'system')),
  user_id uuid references app_user (id) on delete set null,
  primary key (tenant_id, id)
);
create unique index actor_user on actor (tenant_id, user_id) where user_id is not null;

alter table tenant enable row level security;
alter table tenant force row level security;
create policy tenant_read on tenant for select using (
  id = setting('tenant')
  or setting('system') = 'list-tenants'
  or exists (select from membership m where m.tenant_id = tenant.id and m.user_id = setting('user')::uuid)
);
create policy tenant_insert on tenant for insert with check (id = setting('tenant'));
create policy tenant_update on tenant for update using (id = setting('tenant'));
create policy tenant_delete on tenant for delete using (id = setting('tenant'));

alter table app_user enable row level security;
alter table app_user force row level security;
create policy app_user_read on app_user for select using (
  id = setting('user')::uuid
  or email = setting('login')
  or exists (select from session s where s.user_id = app_user.id and s.token_hash = decode(setting('token'), 'hex'))
  or exists (select from one_time_token t where t.user_id = app_user.id and t.token_hash = decode(setting('token'), 'hex'))
  or exists (select from membership m where m.user_id = app_user.id and m.tenant_id = setting('tenant'))
);
create policy app_user_insert on app_user for insert with check (true);
create policy app_user_update on app_user for update using (
  id = setting('user')::uuid or email = setting('login')
);

alter table session enable row level security;
alter table session force row level security;
create policy session_own on session using (
  user_id = setting('user')::uuid or token_hash = decode(setting('token'), 'hex')
);

alter table one_time_token enable row level security;
alter table one_time_token force row level security;
create policy one_time_token_own on one_time_token using (
  token_hash = decode(setting('token'), 'hex') or user_id = setting('user')::uuid or tenant_id = setting('tenant')
);

alter table membership enable row level security;
alter table membership force row level security;
create policy membership_own on membership using (tenant_id = setting('tenant') or user_id = setting('user')::uuid)
  with check (tenant_id = setting('tenant'));

alter table role_grant enable row level security;
alter table role_grant force row level security;
create policy role_grant_own on role_grant using (tenant_id = setting('tenant') or user_id = setting('user')::uuid)
  with check (tenant_id = setting('tenant'));

-- Fences a table of a tenant. Called once for each such table, here and in every later migration.
create procedure fence(table_name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format(
    'create policy %I on %I using (tenant_id = (select setting(''tenant''))) with check (tenant_id = (select setting(''tenant'')))',
    table_name || '_tenant', table_name);
end $$;

call fence('actor');
