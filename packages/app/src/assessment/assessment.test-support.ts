import type { Result } from '@caponier/core'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { AnswerContent } from './enter-answers.ts'
import { answersHandlers } from './answers-handlers.ts'
import type { MemberContext } from '../context.ts'

/** A zone of the sample at its first site, with one requirement that is not inheritable and one that is. */
export const SYSTEM_KEY = 'iec62443-3-3:2013'

export const cellParams = (context: MemberContext, subject: string, requirement: string, framework = SYSTEM_KEY) => ({
  tenant: context.tenant,
  framework,
  subject,
  requirement,
})

export function need<T>(result: Result<T, ApiProblem>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

export function problem<T>(result: Result<T, ApiProblem>): ApiProblem {
  if (result.ok) throw new Error(`expected a problem, got ${JSON.stringify(result.value)}`)
  return result.problem
}

/** Saves one answer as a route would. */
export const save = (
  context: MemberContext,
  subject: string,
  requirement: string,
  body: AnswerContent,
  version: number,
  framework = SYSTEM_KEY,
) =>
  answersHandlers['answers.save'](context, {
    params: cellParams(context, subject, requirement, framework),
    query: undefined,
    body: body as Exclude<AnswerContent, { state: 'not-assessed' }> & { state: 'met' },
    version,
  })

export const versionOf = (context: MemberContext, subject: string, requirement: string, framework = SYSTEM_KEY): number =>
  context.model.answerVersion(subject, framework, requirement)
