-- Answers and their past, links of controls and evidence. Dates and instants are kept as the workspace document writes them
-- (they compare as text), so that an export gives back what was entered.

create table answer (
  tenant_id text not null,
  subject_ref text not null,
  framework text not null,
  requirement text not null,
  -- Counts the entries made here; a stale edit is refused by it.
  version int not null,
  primary key (tenant_id, subject_ref, framework, requirement),
  foreign key (tenant_id, subject_ref) references subject (tenant_id, ref)
);

create table answer_entry (
  tenant_id text not null,
  id bigint generated always as identity,
  subject_ref text not null,
  framework text not null,
  requirement text not null,
  state text not null check (state in ('not-assessed', 'not-met', 'partly', 'met', 'compensated', 'not-applicable')),
  justification text,
  maturity smallint check (maturity between 1 and 4),
  note text,
  valid_from text,
  recorded_at text,
  person_id text,
  provenance text check (provenance in ('person', 'import', 'wire')),
  -- Who entered it here; null for what came with an imported workspace.
  actor_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_ref, framework, requirement)
    references answer (tenant_id, subject_ref, framework, requirement) on delete cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, actor_id) references actor (tenant_id, id)
);
create index answer_entry_cell on answer_entry (tenant_id, subject_ref, framework, requirement);

-- Controls and evidence hang on (subject, requirement), not on one version of the answer (PRODUCT.md rule 2).
create table link (
  tenant_id text not null,
  id text not null,
  subject_ref text not null,
  framework text not null,
  requirements text[] not null check (cardinality(requirements) > 0),
  controls text[] not null default '{}',
  evidence text[] not null default '{}',
  target text check (target in ('partly', 'met', 'compensated')),
  valid_from text,
  valid_until text,
  recorded_at text,
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_ref) references subject (tenant_id, ref),
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
create index link_subject on link (tenant_id, subject_ref);

create table link_control (
  tenant_id text not null,
  link_id text not null,
  control_id text not null,
  primary key (tenant_id, link_id, control_id),
  foreign key (tenant_id, link_id) references link (tenant_id, id) on delete cascade,
  foreign key (tenant_id, control_id) references control (tenant_id, id)
);
create index link_control_control on link_control (tenant_id, control_id);

create table link_evidence (
  tenant_id text not null,
  link_id text not null,
  evidence_id text not null,
  primary key (tenant_id, link_id, evidence_id),
  foreign key (tenant_id, link_id) references link (tenant_id, id) on delete cascade,
  foreign key (tenant_id, evidence_id) references evidence (tenant_id, id)
);
create index link_evidence_evidence on link_evidence (tenant_id, evidence_id);

call fence('answer');
call fence('answer_entry');
call fence('link');
call fence('link_control');
call fence('link_evidence');

-- The join tables follow the lists, so that a control or a piece of evidence in use cannot vanish.
create function follow_link() returns trigger language plpgsql as $$
begin
  delete from link_control where tenant_id = new.tenant_id and link_id = new.id;
  delete from link_evidence where tenant_id = new.tenant_id and link_id = new.id;
  insert into link_control (tenant_id, link_id, control_id)
    select distinct new.tenant_id, new.id, one from unnest(new.controls) one;
  insert into link_evidence (tenant_id, link_id, evidence_id)
    select distinct new.tenant_id, new.id, one from unnest(new.evidence) one;
  return new;
end $$;
create trigger link_follow after insert or update on link for each row execute function follow_link();

create function keep_link_past() returns trigger language plpgsql as $$
begin
  insert into past (tenant_id, kind, id, version, doc, provenance, changed_at, changed_by, ended_at, ended_by, removed)
  values (old.tenant_id, 'link', old.id, old.version, to_jsonb(old) - 'tenant_id', 'person', old.changed_at, old.changed_by,
    coalesce(setting('now')::timestamptz, now()), setting('actor')::uuid, tg_op = 'DELETE');
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger link_past before update or delete on link for each row execute function keep_link_past();
