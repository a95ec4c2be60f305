import { createHash, randomBytes } from 'node:crypto'

/** An opaque secret of 256 bits, base64url. Only its hash is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** True for what could be a token of ours; everything else needs no look into the database. */
export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

/** Hash under which a token is stored, hex. The token has 256 bits of chance, so a plain hash is enough. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
