import type { ApiProblem } from '@caponier/contract/kit/problem'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Calls by a token in the header cannot be forged by another page: no browser adds it by itself. */
export const isBearer = (request: Request): boolean => /^bearer /i.test(request.headers.get('authorization') ?? '')

/**
 * Refuses a call that another website made a browser send (CSRF). Methods that change something need `X-Caponier: 1`, which a form
 * cannot send and a script of another origin only after a preflight that is never granted; `Origin` and `Sec-Fetch-Site`, where the
 * browser sends them, must name this site. `isOwnOrigin` tells whether an origin is one of ours.
 */
export function csrfProblem(request: Request, isOwnOrigin: (origin: string) => boolean): ApiProblem | undefined {
  if (SAFE.has(request.method) || isBearer(request)) return undefined
  const refused = (detail: string): ApiProblem => ({
    code: 'forbidden',
    detail,
    kept: 'Nothing was changed.',
    mend: 'Call from the pages of this server, or with a bearer token and the header X-Caponier: 1.',
  })
  if (request.headers.get('x-caponier') !== '1') return refused('The header X-Caponier: 1 is missing.')
  const origin = request.headers.get('origin')
  if (origin !== null && !isOwnOrigin(origin)) return refused('The call comes from another website.')
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return refused('The call comes from another website.')
  return undefined
}
