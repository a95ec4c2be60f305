import { expect, test } from 'vitest'
import { readableArticle, readableFact } from './readable.ts'

test('large numbers are grouped, small ones, years and decimals stay as they are', () => {
  expect(readableFact('2025: headcount 1905.26 >= 250; turnover EUR 420191806.48 > 50000000', 'en')).toBe(
    '2025: headcount 1905.26 >= 250; turnover EUR 420,191,806.48 > 50,000,000',
  )
  expect(readableFact('Umsatz EUR 420191806.48 > 50000000', 'de')).toBe('Umsatz EUR 420.191.806,48 > 50.000.000')
  expect(readableFact('Beschäftigte 1905.26 >= 250 (eigen 45.5); NACE 28.99', 'de')).toBe(
    'Beschäftigte 1905,26 >= 250 (eigen 45,5); NACE 28.99',
  )
  expect(readableFact('activity II.5(c), NACE 28.99', 'en')).toBe('activity II.5(c), NACE 28.99')
})

test('articles are cited in the language', () => {
  expect(readableArticle('NIS2 Art. 3(1)(a); 2003/361/EC Annex Art. 2(1)', 'de')).toBe('NIS2 Art. 3(1)(a); 2003/361/EG, Anhang Art. 2(1)')
  expect(readableArticle('NIS2 recital 16', 'en')).toBe('NIS2 recital 16')
})
