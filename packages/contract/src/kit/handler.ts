import type { Result } from '@caponier/core'
import type { ApiProblem } from './problem.ts'
import type { RouteInput, RouteOutput, RouteShape } from './route.ts'

/** Routes by id. */
export type RouteTable = Readonly<Record<string, RouteShape>>

/** Carries out one route: what the caller asks, already validated, to what it gets or the reason why not. */
export type HandlerOf<R extends RouteShape, Context> = (
  context: Context,
  input: RouteInput<R>,
) => Promise<Result<RouteOutput<R>, ApiProblem>>

/** One handler for every route of a table; TypeScript refuses a table with one missing or one too many. */
export type HandlersOf<Routes extends RouteTable, Context> = { readonly [Id in keyof Routes]: HandlerOf<Routes[Id], Context> }
