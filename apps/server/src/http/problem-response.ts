import { type ApiProblem, PROBLEMS, problemDetails } from '@caponier/contract/kit/problem'

/** A failure as an answer (RFC 9457). `headers` come on top, e.g. `Allow`. */
export function problemResponse(problem: ApiProblem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(problemDetails(problem)), {
    status: PROBLEMS[problem.code].status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(problem.retryAfterSeconds === undefined ? {} : { 'retry-after': String(problem.retryAfterSeconds) }),
      ...headers,
    },
  })
}
