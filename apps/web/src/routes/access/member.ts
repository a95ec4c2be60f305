import type { RowOf } from '../../ui/table/data-table.tsx'

/** One member of the organisation as the list tells it. */
export type Member = RowOf<'members.list'>
