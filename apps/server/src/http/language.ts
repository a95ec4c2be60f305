import { type ProblemDetails } from '@caponier/contract/kit/problem'
import type { RouteShape } from '@caponier/contract/kit/route'
import { hasSentences, withSentences } from '@caponier/contract/kit/sentence'
import { type Language, ok } from '@caponier/core'
import type { MiddlewareHandler } from 'hono'
import type { ServerEnv } from './server-env.ts'
import type { MountedHandler } from './mounted-handler.ts'

type Say = (text: string) => string

/** The first of our languages that `Accept-Language` asks for; undefined when none is. */
export function askedLanguage(header: string | null | undefined): Language | undefined {
  for (const part of (header ?? '').slice(0, 200).toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2)
    if (tag === 'de' || tag === 'en') return tag
  }
  return undefined
}

/** How sentences are said in a language; the catalogue is loaded when the first reader needs it. */
export async function sayIn(language: Language): Promise<Say | undefined> {
  if (language === 'en') return undefined
  const { inGerman } = await import('@caponier/app/language/german/index')
  return inGerman
}

/** A problem in the words of another language; what a person wrote stays as it is. `title` is for machines and stays English. */
export function problemSaid(problem: ProblemDetails, say: Say): ProblemDetails {
  const { detail, kept, mend, issues } = problem
  // Of a single issue the detail tells path and message together.
  const only = issues?.length === 1 && detail === `${issues[0]?.path}: ${issues[0]?.message}` ? issues[0] : undefined
  return {
    ...problem,
    ...(detail !== undefined && { detail: only === undefined ? say(detail) : `${only.path}: ${say(only.message)}` }),
    ...(kept !== undefined && { kept: say(kept) }),
    ...(mend !== undefined && { mend: say(mend) }),
    ...(issues !== undefined && {
      issues: issues.map((issue) => ({
        ...issue,
        message: say(issue.message),
        ...(issue.mend !== undefined && { mend: say(issue.mend) }),
      })),
    }),
  }
}

/** A handler whose answers say their sentences in the language of the caller. */
export function speaking(shape: RouteShape, handler: MountedHandler, language: Language): MountedHandler {
  const schema = shape.out
  if (language === 'en' || schema === undefined || (shape.returns !== 'json' && shape.returns !== 'list') || !hasSentences(schema))
    return handler
  return async (context, input) => {
    const done = await handler(context, input)
    const say = await sayIn(language)
    if (!done.ok || say === undefined) return done
    if (shape.returns === 'json') return ok(withSentences(schema, done.value, say))
    return ok((done.value as readonly unknown[]).map((row) => withSentences(schema, row, say)))
  }
}

/** Every answer of the API says its language; problems are put into that of the reader here, whoever made them. */
export function answerLanguage(): MiddlewareHandler<ServerEnv> {
  return async (context, next) => {
    await next()
    const answer = context.res
    const type = answer.headers.get('content-type') ?? ''
    if (type !== 'application/problem+json' && type !== 'application/json') return
    const language = context.get('language') ?? askedLanguage(context.req.header('accept-language')) ?? 'en'
    answer.headers.set('content-language', language)
    answer.headers.append('vary', 'accept-language')
    const say = type === 'application/problem+json' && answer.body !== null ? await sayIn(language) : undefined
    if (say === undefined) return
    const problem = (await answer.json()) as ProblemDetails
    context.res = new Response(JSON.stringify(problemSaid(problem, say)), { status: answer.status, headers: answer.headers })
  }
}
