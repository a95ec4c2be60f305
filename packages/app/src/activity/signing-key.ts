import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { installation, setSigningKey } from '@caponier/store/access/installation'
import type { App } from '../context.ts'

/** The key pair that signs heads of activity logs. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** Raw 32 bytes of the Ed25519 key (RFC 8032), base64. */
  readonly publicKey: string
}

const keys = new WeakMap<App, Promise<SigningKey>>()

/**
 * The signing key of this installation, from the data folder; made at the first use, readable by the server alone. Several nodes share
 * one folder of keys. A new key does not spoil old heads: each names the key that signed it.
 */
export function signingKey(app: App): Promise<SigningKey> {
  const known = keys.get(app)
  if (known !== undefined) return known
  const made = openKey(app)
  keys.set(app, made)
  made.catch(() => keys.delete(app))
  return made
}

async function openKey(app: App): Promise<SigningKey> {
  const folder = join(app.settings.dataDir, 'keys')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'activity-signing.pem')
  const privateKey = createPrivateKey(readOrMake(file))
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key`)
  const publicKey = rawPublicKey(createPublicKey(privateKey))
  const row = await installation(app.pool, app.newId(), new Date(app.clock()))
  if (row.signingKey !== publicKey) {
    if (row.signingKey !== null)
      app.log.warn({ before: row.signingKey, now: publicKey }, 'the key that signs activity heads is another one')
    await setSigningKey(app.pool, publicKey)
  }
  return { privateKey, publicKey }
}

/** Of two processes that start at the same moment one writes and both read the same. */
function readOrMake(file: string): string {
  let descriptor: number
  try {
    descriptor = openSync(file, 'wx', 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    chmodSync(file, 0o600)
    return readFileSync(file, 'utf8')
  }
  const text = String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  writeSync(descriptor, text)
  fsyncSync(descriptor)
  closeSync(descriptor)
  return text
}

/** DER of an Ed25519 public key is a fixed beginning and the 32 bytes (RFC 8410). */
const rawPublicKey = (key: KeyObject): string => key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')

/** Short name of a key for people to compare: the first 16 bytes of its SHA-256, in groups. */
export const fingerprint = (publicKey: string): string =>
  (createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32).match(/.{4}/g) ?? []).join(' ')
