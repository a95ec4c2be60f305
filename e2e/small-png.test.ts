import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { smallPng } from './small-png.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function chunk(type: string, data: readonly number[] | Buffer): Buffer {
  const framed = Buffer.alloc(12 + data.length)
  framed.writeUInt32BE(data.length)
  framed.write(type, 4, 'latin1')
  framed.set(data, 8)
  framed.writeUInt32BE(crc32(framed.subarray(4, 8 + data.length)), 8 + data.length)
  return framed
}

const rgb = (width: number, rows: readonly (readonly number[])[]): Buffer =>
  Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', [0, 0, width >> 8, width & 0xff, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', []),
  ])

function partOf(png: Buffer, wanted: string): Buffer {
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === wanted) return png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
  throw new Error(`no ${wanted}`)
}

/** Colour of each pixel of a picture with a palette and no filters, row by row, as hex. */
function coloursOf(png: Buffer, width: number): readonly string[] {
  const palette = partOf(png, 'PLTE')
  return [...inflateSync(partOf(png, 'IDAT'))].flatMap((index, at) =>
    at % (width + 1) === 0 ? [] : [palette.toString('hex', index * 3, index * 3 + 3)],
  )
}

test('a picture of few colours comes out to the bit, whatever filter its rows have', () => {
  const sub = [1, 255, 0, 0, 1, 255, 0]
  const up = [2, 0, 0, 9, 0, 0, 0]
  const average = [3, 1, 1, 1, 1, 1, 1]
  const paeth = [4, 0, 0, 0, 2, 2, 2]
  const first = ['ff0000', '00ff00']
  const second = ['ff0009', '00ff00']
  // (0 + ff) / 2 + 1 and (80 + 00) / 2 + 1, and so on, by hand.
  const third = ['800105', '418103']
  const fourth = ['800105', '438305']
  const small = smallPng(rgb(2, [sub, up, average, paeth]))
  expect(coloursOf(small, 2)).toEqual([...first, ...second, ...third, ...fourth])
})

test('of more colours than a palette holds, the flat ground keeps its own and no other moves far', () => {
  const ground = Array.from({ length: 400 }, () => [250, 251, 252])
  const ramp = Array.from({ length: 400 }, (_, at) => [at >> 1, 255 - (at >> 1), at & 0xff])
  const small = smallPng(
    rgb(400, [
      [0, ...ground.flat()],
      [0, ...ramp.flat()],
    ]),
  )
  const colours = coloursOf(small, 400)
  expect(new Set(colours.slice(0, 400))).toEqual(new Set(['fafbfc']))
  expect(new Set(colours).size).toBeLessThanOrEqual(256)
  const off = ramp.flatMap((pixel, at) =>
    pixel.map((value, channel) => Math.abs(value - parseInt((colours[400 + at] ?? '').slice(channel * 2, channel * 2 + 2), 16))),
  )
  expect(Math.max(...off)).toBeLessThanOrEqual(4)
})

test('what Chromium does not write is refused', () => {
  expect(() => smallPng(Buffer.from('GIF89a'))).toThrow('not a PNG')
})
