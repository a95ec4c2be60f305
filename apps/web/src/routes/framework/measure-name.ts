import { useRead } from '../../api/queries.ts'

/** Names of the measures and articles of NIS2 by their reference, as "21(2)(a) Risk analysis"; the bare reference until they are known. */
export function useMeasureName(): (ref: string) => string {
  const all = useRead('content.measures', {}, { staleTime: Number.POSITIVE_INFINITY }).data?.measures
  return (ref) => {
    const known = all?.find((one) => one.id === ref)
    return known === undefined ? ref : `${ref} ${known.title}`
  }
}
