import type { Language } from '@caponier/core'

/** What is known of a request beside it. */
export interface ServerEnv {
  readonly Variables: {
    requestId: string
    /** Route that was called, for the log. */
    routeId: string
    /** Language of who calls; absent until the route knows. */
    language?: Language
  }
}
