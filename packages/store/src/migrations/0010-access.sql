-- First run, sign-in attempts, invitations, and pseudonyms of people in the chain.

-- The first person: a link from the console makes an account and ends this state for good.
alter table installation
  add column first_token_hash bytea,
  add column first_token_expires_at timestamptz,
  -- Account that the first run makes; kept, so that an interrupted one is taken up again.
  add column first_user uuid,
  add column claimed_at timestamptz;

-- Attempts are counted for an address whether an account has it or not, so that nothing tells the two apart.
alter table app_user drop column failed_attempts, drop column locked_until;
create table sign_in_attempt (
  -- sha256 of the e-mail address.
  login_hash bytea primary key,
  failed int not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
create index sign_in_attempt_age on sign_in_attempt (last_at);
alter table sign_in_attempt enable row level security;
alter table sign_in_attempt force row level security;
create policy sign_in_attempt_own on sign_in_attempt
  using (login_hash = sha256(convert_to(setting('login'), 'UTF8')));
create policy sign_in_attempt_old on sign_in_attempt for delete using (last_at < setting('now')::timestamptz - interval '2 days');
create policy sign_in_attempt_old_seen on sign_in_attempt for select using (last_at < setting('now')::timestamptz - interval '2 days');

-- Seen at work in this organisation; other organisations of the same person do not show.
alter table membership add column last_seen_at timestamptz;

create table invitation (
  tenant_id text not null references tenant (id) on delete cascade,
  id uuid not null,
  -- Null once it was accepted or withdrawn.
  token_hash bytea unique,
  email text not null check (email = lower(email) and length(email) between 3 and 254),
  name text not null,
  language text not null check (language in ('en', 'de')),
  -- Roles and where they are held: [{"role","scope":{"kind","id"}}].
  grants jsonb not null,
  person_id text,
  invited_by uuid references app_user (id) on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id) on delete set null (person_id)
);
call fence('invitation');
create policy invitation_presented on invitation for select using (token_hash = decode(setting('token'), 'hex'));

-- The chain names a person of the workspace by a pseudonym, because ids of people are made of their names. Only this table says
-- whom; erasure cuts the tie.
create table person_pseudonym (
  tenant_id text not null references tenant (id) on delete cascade,
  person_id text not null,
  pseudonym uuid not null,
  primary key (tenant_id, person_id)
);
create unique index person_pseudonym_back on person_pseudonym (tenant_id, pseudonym);
call fence('person_pseudonym');
