import { escapePart } from './delimited.ts'
import type { CellShape, ScalarShape, Words } from './object-column.ts'

export type SheetLanguage = keyof Words

const FLAGS: Readonly<Record<'true' | 'false', Words>> = { true: { en: 'yes', de: 'ja' }, false: { en: 'no', de: 'nein' } }

/** Text of one value in a cell, '' where there is none. Choices and yes or no are words of the language, references ids. */
export function printCell(shape: CellShape, value: unknown, language: SheetLanguage): string {
  if (value === undefined || value === null) return ''
  if (shape.type === 'list')
    return listOf(value)
      .map((item) => escapePart(printScalar(shape.item, item, language), ';'))
      .join('; ')
  if (shape.type === 'vector')
    return listOf(value)
      .map((level) => (typeof level === 'number' ? String(level) : '-'))
      .join(' ')
  if (shape.type === 'rows')
    return listOf(value)
      .map((row) => {
        const parts = shape.parts.map((part) => escapePart(printScalar(part.shape, fieldOf(row, part.key), language), ';|'))
        while (parts.length > 1 && parts.at(-1) === '') parts.pop()
        return parts.join(' | ').trimStart()
      })
      .join('; ')
  return printScalar(shape, value, language)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A key of what is perhaps an object. */
export const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined

function printScalar(shape: ScalarShape, value: unknown, language: SheetLanguage): string {
  if (value === undefined || value === null) return ''
  if (shape.type === 'flag') return FLAGS[value === true ? 'true' : 'false'][language]
  const choice = shape.type === 'choice' ? shape.choices.find((one) => one.value === value) : undefined
  if (choice !== undefined) return choice.words[language]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
