import { createHash } from 'node:crypto'

/**
 * How the private server is set up: durable, on a Unix socket only, and small, since two cores and 400 MB are for everything together.
 * Memory: 48 MB shared, 16 MB per sort, no workers for parallel queries or asynchronous reads.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  shared_buffers: '48MB',
  work_mem: '16MB',
  maintenance_work_mem: '48MB',
  effective_cache_size: '256MB',
  max_connections: '30',
  max_worker_processes: '2',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  random_page_cost: '1.1',
  // Backups are logical (COPY in one snapshot), so the log serves recovery alone.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'pglz',
  min_wal_size: '48MB',
  max_wal_size: '256MB',
  autovacuum_max_workers: '1',
  autovacuum_naptime: '30s',
  autovacuum_vacuum_scale_factor: '0.1',
  autovacuum_analyze_scale_factor: '0.05',
  idle_in_transaction_session_timeout: '5min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  // A failed statement is the application's to report; in this file its text would leak what was typed.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
}

/** Settings that only some versions know. */
const SINCE: readonly { readonly major: number; readonly settings: Readonly<Record<string, string>> }[] = [
  { major: 18, settings: { io_method: 'sync', autovacuum_worker_slots: '1' } },
]

/** Arguments for `postgres` of this version, without the folders. `extra` overrides; tests give it. */
export function settingArguments(version: string, extra: Readonly<Record<string, string>> = {}): readonly string[] {
  const newer = SINCE.filter((one) => Number.parseInt(version, 10) >= one.major).map((one) => one.settings)
  const all = Object.assign({}, SETTINGS, ...newer, extra) as Readonly<Record<string, string>>
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // A server that is found running is kept only if it was started like this.
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([version, given]))
    .digest('hex')
    .slice(0, 12)
  return [...given, '-c', `cluster_name=caponier-${fingerprint}`]
}
