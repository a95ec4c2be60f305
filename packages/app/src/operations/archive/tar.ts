/**
 * The few bytes of the tar format (ustar, POSIX.1-1988) that a backup needs: regular files, names up to 255 bytes, sizes up to 8 GiB.
 * Every tar program reads what is written here.
 */
export interface TarHeader {
  readonly name: string
  /** In bytes. */
  readonly size: number
}

export const BLOCK = 512
const MOST_BYTES = 0o77777777777

/** Bytes that fill an entry up to a whole block. */
export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK

/** Two empty blocks end an archive. */
export const TAR_END = new Uint8Array(2 * BLOCK)

/** One header block. Owner, group and time are left out, so that the same content gives the same bytes. */
export function writeTarHeader({ name, size }: TarHeader): Uint8Array {
  const [prefix, rest] = splitName(name)
  if (size > MOST_BYTES) throw new Error(`${name} has ${size} bytes; an entry holds at most 8 GiB`)
  const block = Buffer.alloc(BLOCK)
  block.write(rest, 0, 100, 'utf8')
  block.write('0000600\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write(`${'0'.repeat(11)}\0`, 136)
  block.write(' '.repeat(8), 148)
  block.write('0', 156)
  block.write('ustar', 257)
  block.write('00', 263)
  block.write(prefix, 345, 155, 'utf8')
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/**
 * Reads a header block; undefined for an empty one, which ends the archive. Throws on anything that a backup does not hold: a header is
 * what `writeTarHeader` makes, byte for byte.
 */
export function readTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined
  const bytes = Buffer.from(block)
  const text = (from: number, length: number): string => {
    const field = bytes.subarray(from, from + length)
    const end = field.indexOf(0)
    return field.subarray(0, end === -1 ? length : end).toString('utf8')
  }
  const stored = Number.parseInt(text(148, 8), 8)
  const blank = Buffer.from(bytes)
  blank.write(' '.repeat(8), 148)
  if (text(257, 5) !== 'ustar' || stored !== checksum(blank)) throw new Error('a header is damaged')
  if (text(156, 1) !== '0') throw new Error(`${text(0, 100)} is not a regular file`)
  const size = Number.parseInt(text(124, 12), 8)
  const prefix = text(345, 155)
  const name = prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`
  if (!Number.isSafeInteger(size) || size < 0 || !isSafeName(name)) throw new Error('a header names no file that a backup may hold')
  // Bytes that the sum does not weigh, such as what follows its own digits, stand as they were written too.
  if (!bytes.equals(writeTarHeader({ name, size }))) throw new Error('a header is damaged')
  return { name, size }
}

/** A path that stays below the folder it is put into, on every system. */
export const isSafeName = (name: string): boolean =>
  name.split('/').every((part) => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(part)) && name.length <= 255

const checksum = (block: Uint8Array): number => block.reduce((sum, byte) => sum + byte, 0)

function splitName(name: string): readonly [prefix: string, rest: string] {
  if (!isSafeName(name)) throw new Error(`${name} cannot stand in a backup`)
  if (name.length <= 100) return ['', name]
  for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1))
    if (at <= 155 && name.length - at - 1 <= 100) return [name.slice(0, at), name.slice(at + 1)]
  throw new Error(`${name} is too long for a backup`)
}
