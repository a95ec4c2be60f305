-- Gap analysis: review dates of answers, comments, delegation, saved views, frozen positions.

alter table answer_entry add column review text;

create table comment (
  tenant_id text not null,
  id uuid not null,
  subject_ref text not null,
  framework text not null,
  requirement text not null,
  -- The comment that opened the thread; null for that one itself.
  thread_id uuid,
  author_id uuid not null,
  text text not null,
  -- Users who are called upon.
  mentions uuid[] not null default '{}',
  created_at timestamptz(3) not null,
  -- On the comment that opened the thread.
  resolved_at timestamptz(3),
  resolved_by uuid,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_ref) references subject (tenant_id, ref) on delete cascade,
  foreign key (tenant_id, thread_id) references comment (tenant_id, id) on delete cascade,
  foreign key (tenant_id, author_id) references actor (tenant_id, id),
  foreign key (tenant_id, resolved_by) references actor (tenant_id, id),
  check (thread_id is null or resolved_at is null)
);
call fence('comment');
create index comment_cell on comment (tenant_id, subject_ref, framework, requirement, created_at);
create index comment_thread on comment (tenant_id, thread_id);
create index comment_mentions on comment using gin (mentions);

-- Delegation of one subject and framework, or of some of its requirements, to a member.
create table assignment (
  tenant_id text not null,
  id uuid not null,
  subject_ref text not null,
  framework text not null,
  -- Null: every requirement of the framework there.
  requirements text[],
  -- Null once the member has left.
  assignee uuid,
  due text not null,
  note text,
  state text not null check (state in ('open', 'submitted', 'returned', 'accepted', 'withdrawn')),
  created_at timestamptz(3) not null,
  created_by uuid not null,
  changed_at timestamptz(3) not null,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_ref) references subject (tenant_id, ref) on delete cascade,
  foreign key (tenant_id, assignee) references membership (tenant_id, user_id) on delete set null (assignee),
  foreign key (tenant_id, created_by) references actor (tenant_id, id)
);
call fence('assignment');
create index assignment_subject on assignment (tenant_id, subject_ref, framework);
create index assignment_assignee on assignment (tenant_id, assignee);

create table assignment_event (
  tenant_id text not null,
  assignment_id uuid not null,
  n int not null,
  state text not null check (state in ('open', 'submitted', 'returned', 'accepted', 'withdrawn')),
  note text,
  at timestamptz(3) not null,
  actor_id uuid not null,
  primary key (tenant_id, assignment_id, n),
  foreign key (tenant_id, assignment_id) references assignment (tenant_id, id) on delete cascade,
  foreign key (tenant_id, actor_id) references actor (tenant_id, id)
);
call fence('assignment_event');

-- Filters, order and columns of a list under a name; a person's own, or shared with the tenant.
create table saved_view (
  tenant_id text not null,
  id uuid not null,
  owner uuid not null,
  -- Which list, e.g. assessments.
  list text not null,
  name text not null,
  shared boolean not null default false,
  -- What the screen needs to show it again; the server only keeps it.
  content jsonb not null,
  changed_at timestamptz(3) not null,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, owner) references membership (tenant_id, user_id) on delete cascade
);
call fence('saved_view');
create index saved_view_list on saved_view (tenant_id, list);

-- The whole position behind a snapshot, byte for byte as it was hashed, with the head of the log at that moment.
create table frozen_position (
  tenant_id text not null,
  snapshot_id text not null,
  position text not null,
  seq bigint not null,
  head bytea not null check (length(head) = 32),
  primary key (tenant_id, snapshot_id),
  foreign key (tenant_id, snapshot_id) references snapshot (tenant_id, id) on delete cascade
);
call fence('frozen_position');
