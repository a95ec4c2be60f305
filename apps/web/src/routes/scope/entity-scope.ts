import type { ValueOf } from '../../api/client.ts'

/** The decision of one legal entity with its reasons. */
export type EntityScope = ValueOf<'scope.show'>['entities'][number]

/** Who holds whom. */
export type Group = ValueOf<'scope.show'>['group']
