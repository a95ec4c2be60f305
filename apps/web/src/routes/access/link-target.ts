import type { ValueOf } from '../../api/client.ts'

/** What a link that was handed to somebody is for. */
export type LinkTarget = ValueOf<'session.link'>
