-- The model of a company: one table for every kind of object of the workspace document (packages/core/src/company).
-- `doc` is exactly the document's shape, so that files and database hold the same and nothing is lost on the way. References to one
-- object are generated columns with foreign keys; lists of references are checked by core inside the transaction, under the tenant's
-- lock. Every former version stays in `past`.

create table past (
  tenant_id text not null references tenant (id) on delete cascade,
  kind text not null,
  id text not null,
  version int not null,
  doc jsonb not null,
  provenance text not null,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  -- When and by whom this version was replaced; `removed` when nothing replaced it.
  ended_at timestamptz(3) not null,
  ended_by uuid,
  removed boolean not null,
  primary key (tenant_id, kind, id, version)
);
call fence('past');

-- What a requirement can be answered for. Rows follow the objects by trigger, so that an answer always has a subject.
create table subject (
  tenant_id text not null references tenant (id) on delete cascade,
  ref text not null,
  primary key (tenant_id, ref)
);
call fence('subject');

create function keep_past() returns trigger language plpgsql as $$
begin
  insert into past (tenant_id, kind, id, version, doc, provenance, changed_at, changed_by, ended_at, ended_by, removed)
  values (old.tenant_id, tg_argv[0], old.id, old.version, old.doc, old.provenance, old.changed_at, old.changed_by,
    coalesce(setting('now')::timestamptz, now()), setting('actor')::uuid, tg_op = 'DELETE');
  return case tg_op when 'DELETE' then old else new end;
end $$;

create function follow_subject() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into subject (tenant_id, ref) values (new.tenant_id, tg_argv[0] || ':' || new.id);
    return new;
  end if;
  delete from subject where tenant_id = old.tenant_id and ref = tg_argv[0] || ':' || old.id;
  return old;
end $$;

create table person (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('person');
create trigger person_past before update or delete on person for each row execute function keep_past('person');

create table entity (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('entity');
create index entity_owner_id on entity (tenant_id, owner_id);
create trigger entity_past before update or delete on entity for each row execute function keep_past('entity');
create trigger entity_subject after insert or delete on entity for each row execute function follow_subject('entity');

create table site (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('site');
create index site_owner_id on site (tenant_id, owner_id);
create trigger site_past before update or delete on site for each row execute function keep_past('site');
create trigger site_subject after insert or delete on site for each row execute function follow_subject('site');

create table suc (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('suc');
create index suc_site_id on suc (tenant_id, site_id);
create index suc_owner_id on suc (tenant_id, owner_id);
create trigger suc_past before update or delete on suc for each row execute function keep_past('suc');
create trigger suc_subject after insert or delete on suc for each row execute function follow_subject('suc');

create table zone (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  suc_id text generated always as (doc ->> 'suc') stored,
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, suc_id) references suc (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('zone');
create index zone_site_id on zone (tenant_id, site_id);
create index zone_suc_id on zone (tenant_id, suc_id);
create index zone_owner_id on zone (tenant_id, owner_id);
create trigger zone_past before update or delete on zone for each row execute function keep_past('zone');
create trigger zone_subject after insert or delete on zone for each row execute function follow_subject('zone');

create table conduit (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('conduit');
create index conduit_owner_id on conduit (tenant_id, owner_id);
create trigger conduit_past before update or delete on conduit for each row execute function keep_past('conduit');
create trigger conduit_subject after insert or delete on conduit for each row execute function follow_subject('conduit');

create table network (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  zone_id text generated always as (doc ->> 'zone') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, zone_id) references zone (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('network');
create index network_site_id on network (tenant_id, site_id);
create index network_zone_id on network (tenant_id, zone_id);
create trigger network_past before update or delete on network for each row execute function keep_past('network');

create table supplier (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('supplier');
create index supplier_owner_id on supplier (tenant_id, owner_id);
create trigger supplier_past before update or delete on supplier for each row execute function keep_past('supplier');
create trigger supplier_subject after insert or delete on supplier for each row execute function follow_subject('supplier');

create table product (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('product');
create trigger product_past before update or delete on product for each row execute function keep_past('product');
create trigger product_subject after insert or delete on product for each row execute function follow_subject('product');

create table asset_type (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  supplier_id text generated always as (doc ->> 'supplier') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('asset_type');
create index asset_type_supplier_id on asset_type (tenant_id, supplier_id);
create trigger asset_type_past before update or delete on asset_type for each row execute function keep_past('asset_type');
create trigger asset_type_subject after insert or delete on asset_type for each row execute function follow_subject('asset-type');

create table asset (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  zone_id text generated always as (doc ->> 'zone') stored,
  type_id text generated always as (doc ->> 'type') stored,
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, zone_id) references zone (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, type_id) references asset_type (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('asset');
create index asset_site_id on asset (tenant_id, site_id);
create index asset_zone_id on asset (tenant_id, zone_id);
create index asset_type_id on asset (tenant_id, type_id);
create index asset_owner_id on asset (tenant_id, owner_id);
create trigger asset_past before update or delete on asset for each row execute function keep_past('asset');

create table flow (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('flow');
create index flow_site_id on flow (tenant_id, site_id);
create trigger flow_past before update or delete on flow for each row execute function keep_past('flow');

create table proposal (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  site_id text generated always as (doc ->> 'site') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, site_id) references site (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('proposal');
create index proposal_site_id on proposal (tenant_id, site_id);
create trigger proposal_past before update or delete on proposal for each row execute function keep_past('proposal');

create table control (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('control');
create index control_owner_id on control (tenant_id, owner_id);
create trigger control_past before update or delete on control for each row execute function keep_past('control');

create table evidence (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  owner_id text generated always as (doc ->> 'owner') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('evidence');
create index evidence_owner_id on evidence (tenant_id, owner_id);
create trigger evidence_past before update or delete on evidence for each row execute function keep_past('evidence');

create table contradiction (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  subject_ref text generated always as (doc ->> 'subject') stored,
  flow_id text generated always as (doc ->> 'flow') stored,
  evidence_id text generated always as (doc ->> 'evidence') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_ref) references subject (tenant_id, ref),
  foreign key (tenant_id, flow_id) references flow (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, evidence_id) references evidence (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('contradiction');
create index contradiction_flow_id on contradiction (tenant_id, flow_id);
create index contradiction_evidence_id on contradiction (tenant_id, evidence_id);
create trigger contradiction_past before update or delete on contradiction for each row execute function keep_past('contradiction');

create table snapshot (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'id' = id),
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('snapshot');
create trigger snapshot_past before update or delete on snapshot for each row execute function keep_past('snapshot');

create table responsibility (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null,
  person_id text generated always as (doc ->> 'person') stored,
  supplier_id text generated always as (doc ->> 'supplier') stored,
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, supplier_id) references supplier (tenant_id, id) deferrable initially deferred,
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('responsibility');
create index responsibility_person_id on responsibility (tenant_id, person_id);
create index responsibility_supplier_id on responsibility (tenant_id, supplier_id);
create trigger responsibility_past before update or delete on responsibility for each row execute function keep_past('responsibility');

create table adopted_framework (
  tenant_id text not null references tenant (id) on delete cascade,
  id text not null,
  doc jsonb not null check (doc ->> 'framework' = id),
  provenance text not null default 'person' check (provenance in ('person', 'import', 'wire', 'system')),
  version int not null default 1,
  changed_at timestamptz(3) not null,
  changed_by uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, changed_by) references actor (tenant_id, id)
);
call fence('adopted_framework');
create trigger adopted_framework_past before update or delete on adopted_framework for each row execute function keep_past('adopted_framework');

alter table membership add foreign key (tenant_id, person_id) references person (tenant_id, id) deferrable initially deferred;
create index membership_person on membership (tenant_id, person_id);
