import { resolve } from 'node:path'
import type { Result } from '@caponier/core'
import { fail, ok } from '@caponier/core'
import { z } from 'zod'

/** What the environment decides about one server process. */
export interface ServerSettings {
  /** Absolute path: database, blobs, keys. */
  readonly dataDir: string
  readonly host: string
  /** 0: any free one. */
  readonly port: number
  /** null: the embedded database. */
  readonly databaseUrl: string | null
  /** Where people reach the server, without a slash at the end; null: as it listens. */
  readonly publicUrl: string | null
  /** Further names under which the server answers, beside its address and that of the public URL. */
  readonly hosts: readonly string[]
  /** A reverse proxy stands in front and writes X-Forwarded-For. */
  readonly trustProxy: boolean
  /** `/metrics` answers other machines too. */
  readonly metricsForAll: boolean
  readonly logLevel: LogLevel
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const absent = (text: string | undefined): string | undefined => (text === undefined || text.trim() === '' ? undefined : text.trim())

const Port = z.string().regex(/^\d{1,5}$/).transform(Number).pipe(z.int().max(65_535)) // prettier-ignore
const Host = z.string().regex(/^[A-Za-z0-9._:%[\]-]{1,253}$/)
const PublicUrl = z.url({ protocol: /^https?$/ }).refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text))

/** A setting that was given and cannot be used. */
const refused = (name: string, wanted: string, text: string): Result<never> =>
  fail({
    kind: 'environment',
    message: `${name} is ${JSON.stringify(text.slice(0, 100))}, and must be ${wanted}. Nothing was started.`,
    mend: `correct ${name}, or unset it to get the default`,
  })

/** Reads and checks the settings. `folder` is where relative paths begin. The first wrong one is told. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  /** A person watches: then the log says only what is not as it should be. */
  isWatched: boolean,
): Result<ServerSettings> {
  const value = (name: string): string | undefined => absent(env[name])
  const port = Port.safeParse(value('PORT') ?? '8620')
  if (!port.success) return refused('PORT', 'a number from 0 to 65535 (0: any free one)', env['PORT'] ?? '')
  const host = Host.safeParse(value('HOST') ?? '127.0.0.1')
  if (!host.success) return refused('HOST', 'an address or a host name, e.g. 127.0.0.1, or 0.0.0.0 for all', env['HOST'] ?? '')
  const publicUrl = value('CAPONIER_PUBLIC_URL')
  if (publicUrl !== undefined && !PublicUrl.safeParse(publicUrl).success)
    return refused('CAPONIER_PUBLIC_URL', 'an origin without path, e.g. https://caponier.example.com', publicUrl)
  const level = value('CAPONIER_LOG') ?? (isWatched ? 'warn' : 'info')
  const logLevel = LOG_LEVELS.find((one) => one === level)
  if (logLevel === undefined) return refused('CAPONIER_LOG', `one of ${LOG_LEVELS.join(', ')}`, level)
  return ok({
    dataDir: resolve(folder, value('CAPONIER_DATA') ?? 'data'),
    host: host.data.replace(/^\[(.*)\]$/, '$1'),
    port: port.data,
    databaseUrl: value('DATABASE_URL') ?? null,
    publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
    hosts: (value('CAPONIER_HOST') ?? '').split(/[\s,]+/).filter(Boolean),
    trustProxy: value('CAPONIER_TRUST_PROXY') === '1',
    metricsForAll: value('CAPONIER_METRICS') === 'all',
    logLevel,
  })
}

/** The address at which a listening server is reached, as far as it can know: all addresses are told as this machine. */
export function listeningUrl(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${shown}:${port}`
}

/** Whether only this machine can reach the server. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')
