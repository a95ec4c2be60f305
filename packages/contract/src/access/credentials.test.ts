import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EmailAddress, passwordFaults, PersonName } from './credentials.ts'

describe('a new password', () => {
  test.each([
    ['short', ['too-short']],
    ['elevenchars', ['too-short']],
    ['x'.repeat(257), ['too-long']],
    ['Password1234!', ['common']],
    ['Sommer202620!', ['common']],
    ['correct horse battery staple', ['common']],
    ['123456789012', ['common']],
    ['098765432109', ['common']],
    ['191919191919', ['common', 'too-uniform']],
    ['aaaaaaaaaaaa', ['too-uniform']],
    ['my lindermayr pass', ['holds-the-address']],
    ['Ölkühler und drei Zahnräder', []],
    ['$%&/()=?#+*~', []],
    ['𝔘𝔫𝔦𝔠𝔬𝔡𝔢 is fine', []],
  ])('%s: %j', (password, faults) => {
    expect(passwordFaults(password, 'lindermayr@example.com')).toEqual(faults)
  })

  test('of at least twelve characters by chance is taken', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 16, maxLength: 100, unit: fc.constantFrom(...Array.from('abcdefghkmnpqrstuvwxyz23456789')) }),
        (password) => {
          fc.pre(new Set(password).size >= 5)
          expect(passwordFaults(password, 'a.somebody-with-a-long-name@example.com')).toEqual([])
        },
      ),
    )
  })

  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.string(), (password, email) =>
        Array.isArray(passwordFaults(password, email)),
      ),
    )
  })
})

describe('an e-mail address', () => {
  test.each([
    ['Lead@Example.COM ', 'lead@example.com'],
    ['ö@brenner.example', 'ö@brenner.example'],
  ])('%s is %s', (typed, kept) => expect(EmailAddress.parse(typed)).toBe(kept))

  test.each(['', 'x', 'a@b', 'a b@c.de', 'a@@b.de', '<a@b.de>', `${'a'.repeat(65)}@b.de`, 'a\u0000@b.de', `a@${'b'.repeat(250)}.de`])(
    '%j is none',
    (typed) => expect(EmailAddress.safeParse(typed).success).toBe(false),
  )
})

test('a name holds no control characters', () => {
  expect(PersonName.safeParse('Berna\u001b[31m').success).toBe(false)
  expect(PersonName.parse(' Berna ')).toBe('Berna')
})
