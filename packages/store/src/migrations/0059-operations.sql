-- A backup with a role that row-level security binds (DATABASE_URL) reads tenant by tenant. What belongs to no single tenant it reads
-- under caponier.system = 'backup', which opens these tables for reading and no other.
create policy app_user_backup on app_user for select using (setting('system') = 'backup');
create policy session_backup on session for select using (setting('system') = 'backup');
create policy one_time_token_backup on one_time_token for select using (setting('system') = 'backup');
