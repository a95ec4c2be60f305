-- A session that ends is told to every server process at once, when the transaction that ended it commits. The payload is the id of the
-- account, which is no secret. A process that does not hear asks again after a few seconds anyway.
create function tell_session_ended() returns trigger language plpgsql as $$
begin
  perform pg_notify('caponier_session', old.user_id::text);
  return null;
end $$;
create trigger session_ended after delete on session for each row execute function tell_session_ended();

-- Sessions that ran out go, whether their account ever comes back or not. Whoever looks after them sees none but these.
create policy session_old on session for delete using (expires_at < setting('now')::timestamptz - interval '1 day');
create policy session_old_seen on session for select using (expires_at < setting('now')::timestamptz - interval '1 day');
