import type { RouteTable } from '@caponier/contract/kit/handler'
import type { ApiProblem } from '@caponier/contract/kit/problem'
import type { Result } from '@caponier/core'

/** A carried-out route as the server calls it: the table's types are checked where the handlers are written. */
export type MountedHandler = (context: never, input: never) => Promise<Result<unknown, ApiProblem>>

/** Any table of handlers that is complete for `Routes`. */
export type MountedHandlers<Routes extends RouteTable> = { readonly [Id in keyof Routes]: MountedHandler }
