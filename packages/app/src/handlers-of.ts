import type { HandlerOf, RouteTable } from '@caponier/contract/kit/handler'
import type { ContextOf } from './context.ts'

/** One handler for every route of a slice, each with the context that its access gives. */
export type Handlers<Routes extends RouteTable> = { readonly [Id in keyof Routes]: HandlerOf<Routes[Id], ContextOf<Routes[Id]['access']>> }
