import { z } from 'zod'

/** Version of a stored row as a caller names it: 0 for a row that is not there yet, at most what the database can count. */
export const RowVersion = z.int().min(0).max(2_147_483_647)
