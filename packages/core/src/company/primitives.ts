import { z } from 'zod'

/** Stable id inside a workspace: lower-case words joined by hyphens, dots or underscores. The same in files and database. */
export const Id = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'ids are lower-case letters, digits, hyphen, dot, underscore')
  .meta({ description: 'Stable id, lower-case; never reused for something else.' })

/** Text that a database holds: NUL and half surrogate pairs are banned, because PostgreSQL stores neither in `jsonb`. */
export const isStorableText = (value: string): boolean => !value.includes('\u0000') && value.isWellFormed()

const NOT_STORABLE = 'NUL characters and broken Unicode (half a surrogate pair) are not allowed'

/** Text for people, one line. */
export const Line = z.string().min(1).max(500).refine(isStorableText, NOT_STORABLE)
/** Text for people, several paragraphs. */
export const Prose = z.string().min(1).max(20_000).refine(isStorableText, NOT_STORABLE)

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** True for a calendar date that exists, between 1990 and 2100. */
export function isCalendarDate(value: string): boolean {
  if (!DATE.test(value)) return false
  // By arithmetic, not by a Date: a workspace holds tens of thousands of dates.
  const year = Number(value.slice(0, 4))
  return year >= 1990 && year <= 2100 && Number(value.slice(8)) <= daysIn(year, Number(value.slice(5, 7)))
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
/** Days of a month (1..12) in the Gregorian calendar. */
const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0))

/** Calendar date `YYYY-MM-DD` that exists. Compares as a string. */
export const CalendarDate = z
  .string()
  .refine(isCalendarDate, 'must be a date that exists, as YYYY-MM-DD')
  .meta({ format: 'date', description: 'Calendar date, YYYY-MM-DD.' })

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/

/** Instant in UTC, `YYYY-MM-DDTHH:MM:SSZ`. Compares as a string once the fraction is absent or of one length. */
export const Instant = z
  .string()
  .refine((value) => INSTANT.test(value) && isCalendarDate(value.slice(0, 10)), 'must be an instant in UTC, as 2026-11-23T10:15:00Z')
  .meta({ format: 'date-time', description: 'Instant in UTC, e.g. 2026-11-23T10:15:00Z.' })

export const CountryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be a two-letter country code such as DE')
  .meta({ description: 'ISO 3166-1 alpha-2 code.' })

export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter currency code such as EUR')

export const Criticality = z
  .union([z.literal(1), z.literal(2), z.literal(3)])
  .meta({ description: 'Weight in means over subjects: 1 low, 2 medium (default), 3 high.' })

export const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

const Element = Level.nullable()
/** SL vector over FR1..FR7 = IAC UC SI DC RDF TRE RA; null where the element is missing. */
export const SlVector = z
  .tuple([Element, Element, Element, Element, Element, Element, Element])
  .meta({ description: 'Seven levels 0..4 in the order IAC UC SI DC RDF TRE RA; null = missing.' })

/** `kind:id`, e.g. `zone:line-3`; the organisation is `organisation`. */
export const SubjectRef = z
  .string()
  .max(140)
  .regex(
    /^(organisation|(entity|site|suc|zone|conduit|asset-type|supplier|product):[a-z0-9][a-z0-9._-]*)$/,
    'must be like zone:ID, site:ID, entity:ID or organisation',
  )
  .meta({
    description:
      'What a requirement is answered for: organisation, entity:ID, site:ID, suc:ID, zone:ID, conduit:ID, asset-type:ID, supplier:ID or product:ID.',
  })

export const FrameworkKey = z
  .string()
  .regex(/^[a-z0-9-]+:[0-9]{4}$/, 'must be like iec62443-3-3:2013')
  .meta({ description: 'Framework and edition, e.g. iec62443-3-3:2013, iec62443-2-1:2024, nis2:2022, cir-2024-2690:2024.' })

export const RequirementId = z.string().min(1).max(60)
