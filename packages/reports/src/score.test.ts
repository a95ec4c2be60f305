import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countText, dateText, daysBetween, euroText, percentText } from './score.ts'

describe('numbers as the report prints them', () => {
  test.each([
    [0, '0.0'],
    [1, '100.0'],
    [0.6145, '61.5'],
    [0.614499999, '61.4'],
    [0.0005, '0.1'],
    [0.000499999, '0.0'],
    [0.333333333, '33.3'],
    [0.999499999, '99.9'],
  ])('%f is %s percent', (value, text) => {
    expect(percentText(value, 'en')).toBe(`${text}\u00a0%`)
    expect(percentText(value, 'de')).toBe(`${text.replace('.', ',')}\u00a0%`)
  })

  test('rounding is half up on the nine decimals, for every decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (billionths) => {
        const decimal = Number(`0.${String(billionths).padStart(9, '0')}`) + (billionths === 1_000_000_000 ? 1 : 0)
        const value = billionths === 1_000_000_000 ? 1 : decimal
        const tenths = Number((BigInt(billionths) + 500_000n) / 1_000_000n)
        expect(percentText(value, 'en')).toBe(`${Math.floor(tenths / 10)}.${tenths % 10}\u00a0%`)
      }),
    )
  })

  test('nothing that applies is a dash, never zero', () => {
    expect(percentText(null, 'en')).toBe('–')
  })

  test('money and counts are grouped in threes', () => {
    expect(euroText(1_234_567_850, 'en')).toBe('EUR\u00a012,345,679')
    expect(euroText(1_000_000_000, 'de')).toBe('10.000.000\u00a0EUR')
    expect(countText(999, 'en')).toBe('999')
  })

  test('dates are written out, partial and timed ones too', () => {
    expect(dateText('2026-11-01', 'en')).toBe('1\u00a0November 2026')
    expect(dateText('2026-03-06', 'de')).toBe('6.\u00a0März 2026')
    expect(dateText('2026-09', 'de')).toBe('September 2026')
    expect(dateText('2026-11-01T08:30:00Z', 'en')).toBe('1\u00a0November 2026, 08:30 UTC')
    expect(dateText('to be decided', 'en')).toBe('to be decided')
  })

  test('days are counted over leap days and backwards', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2026-11-01', '2026-08-31')).toBe(-62)
  })
})
