import { createClient } from '@caponier/contract/kit/client'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import { ROUTES } from '@caponier/contract/table'
import type { Routes } from '@caponier/contract/table'
import { currentLanguage } from '../i18n/language.ts'
import { clientProblem } from './client-words.ts'

/** The typed client over every route; same origin, cookie of the session. */
export const client = createClient(ROUTES, { baseUrl: '', remember: 40, headers: () => ({ 'accept-language': currentLanguage() }) })

export type RouteId = keyof Routes
/** What a call of a route takes. */
export type RequestOf<Id extends RouteId> = Parameters<typeof client<Id>>[1]
/** What a call of a route gives. */
export type ValueOf<Id extends RouteId> = Extract<Awaited<ReturnType<typeof client<Id>>>, { readonly ok: true }>['value']

/** A request put together from a form or a list, which only the server can check; what does not fit comes back as issues. */
export const checkedByServer = <Id extends RouteId>(request: object): RequestOf<Id> => request as RequestOf<Id>

/** A problem on its way through React Query, which knows failures only as errors. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: ApiProblem
  constructor(problem: ApiProblem) {
    super(problem.detail ?? problem.code)
    this.problem = problem
  }
}

/** The problem behind an error; anything else is a fault of the page. */
export const problemOf = (error: unknown): ApiProblem =>
  error instanceof ProblemError
    ? clientProblem(error.problem, currentLanguage())
    : { code: 'internal', detail: error instanceof Error ? error.message : String(error) }

/** Calls a route and throws its problem, for queries and mutations. */
export async function call<Id extends RouteId>(id: Id, request: RequestOf<Id>): Promise<ValueOf<Id>> {
  const result = await (
    client as (id: Id, request: RequestOf<Id>) => Promise<{ ok: true; value: ValueOf<Id> } | { ok: false; problem: ApiProblem }>
  )(id, request)
  if (!result.ok) throw new ProblemError(result.problem)
  return result.value
}
