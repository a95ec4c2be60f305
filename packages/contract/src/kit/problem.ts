import { z } from 'zod'
import { sentence } from './sentence.ts'
import { JsonValue } from './json-value.ts'

/** One thing wrong in an input. `path` is where in the data, e.g. `body.slTarget`. */
export const ProblemIssue = z.strictObject({
  path: z.string(),
  message: sentence(),
  mend: sentence().optional(),
  file: z.string().optional(),
  line: z.int().optional(),
  row: z.int().optional(),
})

/**
 * The closed set of expected failures of the API, served as RFC 9457 problem details. `title` is stable English for machines and
 * logs; screens translate by `code`. `detail` says what happened, `kept` what was kept, `mend` what to do.
 */
export const PROBLEMS = {
  'invalid-input': { status: 422, title: 'The input is not valid' },
  'bad-request': { status: 400, title: 'The request cannot be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This path does not know the method' },
  conflict: { status: 409, title: 'It conflicts with what is stored' },
  'stale-version': { status: 409, title: 'Somebody changed it in the meantime' },
  gone: { status: 410, title: 'It is no longer valid' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media': { status: 415, title: 'This type of content is not accepted' },
  'version-required': { status: 428, title: 'Say which version you edit' },
  'too-many': { status: 429, title: 'Too many attempts' },
  internal: { status: 500, title: 'The program failed' },
  environment: { status: 503, title: 'The server cannot do this now' },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly title: string }>>

export type ProblemCode = keyof typeof PROBLEMS
export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[]

/** Problem details as they travel (RFC 9457), media type `application/problem+json`. */
export const ProblemDetails = z.strictObject({
  type: z.string().meta({ description: 'urn:caponier:problem:CODE' }),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.enum(PROBLEM_CODES as [ProblemCode, ...ProblemCode[]]),
  detail: z.string().optional(),
  kept: z.string().optional(),
  mend: z.string().optional(),
  retryAfterSeconds: z.int().optional(),
  permission: z.string().optional().meta({ description: 'With `forbidden`: what the caller lacks, where one permission is all it takes.' }),
  issues: z.array(ProblemIssue).optional(),
  /** With `stale-version`: both sides of the conflict. */
  yours: JsonValue.optional(),
  theirs: JsonValue.optional(),
  version: z.int().optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>

/** A failure as a use case returns it; `problemDetails` gives it its clothes. */
export interface ApiProblem extends Omit<ProblemDetails, 'type' | 'title' | 'status'> {
  readonly code: ProblemCode
}

export const problemDetails = (problem: ApiProblem): ProblemDetails => ({
  type: `urn:caponier:problem:${problem.code}`,
  title: PROBLEMS[problem.code].title,
  status: PROBLEMS[problem.code].status,
  ...problem,
})
