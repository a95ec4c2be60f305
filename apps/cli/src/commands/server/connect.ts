import { createClient } from '@caponier/contract/kit/client'
import type { Client } from '@caponier/contract/kit/client'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Routes } from '@caponier/contract/table'
import { ROUTES } from '@caponier/contract/table'
import { CommandFailure } from '../../command.ts'
import { EXIT } from '../../exit-codes.ts'

/** The typed client of a server. `onCookie` gets the session that an answer sets. */
export function connect(server: string, token: string | undefined, onCookie: (token: string) => void = () => undefined): Client<Routes> {
  return createClient(ROUTES, {
    baseUrl: server,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    fetch: async (...args) => {
      const response = await fetch(...args)
      for (const cookie of response.headers.getSetCookie()) {
        const value = /^(?:__Host-)?caponier_session=([^;]+)/.exec(cookie)?.[1]
        if (value !== undefined) onCookie(value)
      }
      return response
    },
  })
}

/** A problem of the server as a failure of the command: what happened, what was kept, what to do. */
export function apiFailure(problem: ApiProblem): CommandFailure {
  const issues = (problem.issues ?? []).map(
    (issue) => `  ${issue.path}: ${issue.message}${issue.mend === undefined ? '' : ` (${issue.mend})`}`,
  )
  const lines = [problem.detail ?? problem.code, problem.kept, problem.mend, ...issues].filter((line) => line !== undefined && line !== '')
  return new CommandFailure(
    lines.join('\n'),
    problem.code === 'environment' || problem.code === 'internal' ? EXIT.environment : EXIT.badInput,
  )
}
