/** The day of today as `YYYY-MM-DD`, in UTC as everywhere in the product. */
export const today = (): string => new Date().toISOString().slice(0, 10)
