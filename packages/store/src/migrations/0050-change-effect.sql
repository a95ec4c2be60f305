-- What each change touched in the model, so that another server process follows it by reading only that. Names of what is to be read
-- again, never what stood there. The newest few thousand are kept; whoever is further behind, or finds a gap, reads the whole tenant.

create table change_effect (
  tenant_id text not null references tenant (id) on delete cascade,
  -- Where the tenant's counter stood after the change, and before it.
  seq bigint not null,
  before bigint not null,
  effects jsonb not null,
  primary key (tenant_id, seq)
);
call fence('change_effect');
