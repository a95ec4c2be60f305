import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PALETTE = 256

interface Pixels {
  readonly width: number
  readonly height: number
  /** 0xRRGGBB, row by row. */
  readonly colours: Uint32Array
}

/** A screenshot with at most 256 colours: the same picture to the eye, at about a third of the size. Same bytes in, same bytes out. */
export function smallPng(png: Buffer): Buffer {
  const { width, height, colours } = decode(png)
  const { palette, indexOf } = reduce(colours)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = indexOf.get(colours[y * width + x] ?? 0) ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Reads what Chromium writes: 8 bits, RGB or RGBA, not interlaced (ISO/IEC 15948). Anything else throws. */
function decode(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error('not a PNG')
  const data: Buffer[] = []
  let header: Buffer = Buffer.alloc(13)
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const each = header[9] === 6 ? 4 : 3
  if (header[8] !== 8 || header[12] !== 0 || ![2, 6].includes(header[9] ?? -1)) throw new Error('not a picture of Chromium')
  const bytes = unfilter(inflateSync(Buffer.concat(data)), width * each, height, each)
  const colours = new Uint32Array(width * height)
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const at = pixel * each
    colours[pixel] = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
  }
  return { width, height, colours }
}

/** Takes the filter off each row (ISO/IEC 15948, 9.2); `each` is the number of bytes of a pixel. */
function unfilter(raw: Buffer, stride: number, height: number, each: number): Uint8Array {
  const out = new Uint8Array(stride * height)
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x += 1) {
      const left = x < each ? 0 : (out[y * stride + x - each] ?? 0)
      const up = y === 0 ? 0 : (out[(y - 1) * stride + x] ?? 0)
      const corner = y === 0 || x < each ? 0 : (out[(y - 1) * stride + x - each] ?? 0)
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0
      out[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + guess
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

type Counted = readonly [colour: number, count: number]

/** Median cut: the box with the widest channel, weighted by its pixels, is halved until there are enough boxes. */
function reduce(colours: Uint32Array): { readonly palette: readonly number[]; readonly indexOf: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const boxes: Counted[][] = [[...counts].sort(([a], [b]) => a - b)]
  while (boxes.length < PALETTE) {
    const widest = boxes.map((box, at) => ({ at, ...spread(box) })).reduce((best, one) => (one.worth > best.worth ? one : best))
    if (widest.worth === 0) break
    const box = [...(boxes[widest.at] ?? [])].sort(([a], [b]) => ((a >> widest.shift) & 0xff) - ((b >> widest.shift) & 0xff) || a - b)
    const middle = cutOf(box)
    boxes.splice(widest.at, 1, box.slice(0, middle), box.slice(middle))
  }
  // The commonest colour of a box stands for it, so that flat grounds keep theirs to the bit.
  const palette = boxes.map((box) => box.reduce((best, one) => (one[1] > best[1] ? one : best))[0])
  const indexOf = new Map(boxes.flatMap((box, index) => box.map(([colour]): [number, number] => [colour, index])))
  return { palette, indexOf }
}

/** Widest channel of a box as the shift that brings it down, and what halving it is worth. */
function spread(box: readonly Counted[]): { readonly shift: number; readonly worth: number } {
  if (box.length < 2) return { shift: 0, worth: 0 }
  const pixels = box.reduce((sum, [, count]) => sum + count, 0)
  return [16, 8, 0]
    .map((shift) => {
      const values = box.map(([colour]) => (colour >> shift) & 0xff)
      const wide = values.reduce((most, one) => Math.max(most, one), 0) - values.reduce((least, one) => Math.min(least, one), 255)
      return { shift, worth: wide * wide * Math.log2(1 + pixels) }
    })
    .reduce((best, one) => (one.worth > best.worth ? one : best))
}

/** Where half of the distinct colours lie on either side. */
const cutOf = (box: readonly Counted[]): number => Math.max(1, box.length >> 1)
