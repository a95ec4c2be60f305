import type { ZodOpenApiHeadersObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { PROBLEM_CODES, PROBLEMS, type ProblemCode, problemDetails, ProblemDetails } from './problem.ts'

/** Headers that answers carry; the components of the document. */
export const HEADERS = {
  ContentLanguage: {
    description: 'Language of what the answer says, by Accept-Language.',
    schema: { type: 'string', enum: ['en', 'de'] },
    example: 'en',
  },
  ETag: {
    description:
      'Version of what is answered, in quotes, for If-Match; of a list or a sum the state in which it stands, for If-None-Match.',
    schema: { type: 'string' },
    example: '"3"',
  },
  Location: { description: 'Where what was made stands.', schema: { type: 'string' }, example: '/api/tenants/example-works/zones/line-3' },
  RetryAfter: { description: 'Seconds after which it is worth a new try.', schema: { type: 'integer', minimum: 0 }, example: 2 },
} as const satisfies ZodOpenApiHeadersObject

export const headerRef = (name: keyof typeof HEADERS) => ({ $ref: `#/components/headers/${name}` }) as const

/** Problems that may say when to try again. */
const WAITING: ReadonlySet<ProblemCode> = new Set(['too-many', 'environment', 'conflict'])

const nameOf = (codes: readonly ProblemCode[]): string => codes.join('-or-')

/** A reference to the answer with one of these problems, all of one status. */
export const problemRef = (codes: readonly ProblemCode[]): { readonly $ref: string } => ({
  $ref: `#/components/responses/${nameOf(codes)}`,
})

const kept = 'Nothing was changed.'

const SAMPLES: Readonly<Record<ProblemCode, Partial<ProblemDetails>>> = {
  'invalid-input': {
    detail: 'body.zone: refers to no zone',
    kept: 'nothing was changed',
    issues: [{ path: 'body.zone', message: 'refers to no zone', mend: 'name a zone that exists' }],
  },
  'bad-request': { detail: 'The body is no JSON.', kept },
  unauthenticated: { detail: 'Nobody is signed in.', mend: 'Sign in.' },
  forbidden: {
    detail: 'your roles do not allow you to change zones',
    permission: 'zones.write',
    mend: 'ask an administrator of the organisation',
  },
  'not-found': { detail: 'the zone does not exist, or you may not see it' },
  'method-not-allowed': { detail: 'This path does not know PUT.' },
  conflict: { detail: 'The same call is being carried out now.', mend: 'Wait a moment and send it again.', retryAfterSeconds: 2 },
  'stale-version': {
    detail: 'it was changed in the meantime and now stands at version 4',
    kept: 'your change was not saved',
    mend: 'compare both, then save again',
    version: 4,
    theirs: { name: 'Line 3, north' },
    yours: { name: 'Line 3, hall B' },
  },
  gone: { detail: 'the link was used or is too old', mend: 'ask for a new one' },
  'too-large': { detail: 'The body is over 1 MB.', kept, mend: 'Send less at once.' },
  'unsupported-media': { detail: 'The body must be application/json.', kept, mend: 'Set the header Content-Type: application/json.' },
  'version-required': { detail: 'If-Match is missing.', kept, mend: 'Send the version that you edit.' },
  'too-many': { detail: 'Too many attempts.', mend: 'Wait a minute.', retryAfterSeconds: 60 },
  internal: { detail: 'The program failed; the log knows it as 7d9f3c52.', mend: 'Report it with the number.' },
  environment: {
    detail: 'The database cannot be reached now.',
    kept: 'Nothing was changed.',
    mend: 'Try again in a moment.',
    retryAfterSeconds: 5,
  },
}

/** One problem of each code, as it would come. */
export const PROBLEM_EXAMPLES: Readonly<Record<ProblemCode, ProblemDetails>> = Object.fromEntries(
  PROBLEM_CODES.map((code) => [code, problemDetails({ code, ...SAMPLES[code] })]),
) as Readonly<Record<ProblemCode, ProblemDetails>>

/** The answers that routes refer to: one for each set of codes that share a status, with an example of each code. */
export function problemResponses(sets: readonly (readonly ProblemCode[])[]): Record<string, ZodOpenApiResponseObject> {
  const all = [...sets, ...PROBLEM_CODES.map((code) => [code])]
  return Object.fromEntries(
    all.map((codes) => [
      nameOf(codes),
      {
        description: codes.map((code) => `${code}: ${PROBLEMS[code].title}.`).join(' '),
        headers: {
          'Content-Language': headerRef('ContentLanguage'),
          ...(codes.some((code) => WAITING.has(code)) ? { 'Retry-After': headerRef('RetryAfter') } : {}),
        },
        content: {
          'application/problem+json': {
            schema: ProblemDetails,
            examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
          },
        },
      },
    ]),
  )
}
