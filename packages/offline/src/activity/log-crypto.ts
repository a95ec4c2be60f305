import { createHash, createPublicKey, verify } from 'node:crypto'
import type { LogCrypto } from '@caponier/core/activity/verify-log'

/** DER of an Ed25519 public key before its 32 bytes (RFC 8410, section 4). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** Is this the Ed25519 signature (RFC 8032) over a text? Key and signature are raw, in base64; what is neither is no signature. */
export function isSigned(key: string, text: string, signature: string): boolean {
  const raw = Buffer.from(key, 'base64')
  if (raw.length !== 32) return false
  try {
    const publicKey = createPublicKey({ key: Buffer.concat([SPKI_ED25519, raw]), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** Hashes and signatures of an activity log, by Node's own crypto. */
export const LOG_CRYPTO: LogCrypto = {
  sha256,
  digest: (salt, detail) => sha256(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(detail, 'utf8')])),
  isSigned,
}
