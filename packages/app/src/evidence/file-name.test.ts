import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanFileName, titleOfFile } from './file-name.ts'

test.each([
  ['report.pdf', 'report.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\x\\scan.png', 'scan.png'],
  ['..', 'file'],
  ['.htaccess', 'htaccess'],
  ['a\u0000b\r\n.txt', 'ab.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['zero\u200Bwidth\u2066.txt\u2069', 'zerowidth.txt'],
  ['Prüfung Linie 3 (Entwurf).docx', 'Prüfung Linie 3 (Entwurf).docx'],
  ['a<b>:"|?*.txt', 'a_b______.txt'],
  ['trailing. . .', 'trailing'],
  ['\uD800', 'file'],
  [`${'n'.repeat(300)}.pcapng`, `${'n'.repeat(193)}.pcapng`],
])('%j is kept as %j', (given, kept) => expect(cleanFileName(given)).toBe(kept))

test('whatever comes, the name is short, printable and without folders, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400 })), (given) => {
      const name = cleanFileName(given)
      expect(name.length).toBeGreaterThan(0)
      expect(name.length).toBeLessThanOrEqual(200)
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u)
      expect(name.isWellFormed()).toBe(true)
      expect(cleanFileName(name)).toBe(name)
    }),
    { numRuns: 2_000 },
  )
})

test('evidence is called after its file, without the ending', () => {
  expect(['Firewall.export.txt', 'no-ending', '.txt', 'v1.2 plan.docx'].map(titleOfFile)).toEqual([
    'Firewall.export',
    'no-ending',
    '.txt',
    'v1.2 plan',
  ])
})
