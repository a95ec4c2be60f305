import { useFormats } from '../i18n/format.ts'

/** A date or instant with the relative time beside it; the absolute one is always there. */
export function When({ at, relative = true }: { readonly at: string | null | undefined; readonly relative?: boolean }) {
  const formats = useFormats()
  if (at === null || at === undefined) return <span className="muted">–</span>
  const absolute = at.length === 10 ? formats.date(at) : formats.instant(at)
  return (
    <time dateTime={at}>
      {absolute}
      {relative && <span className="muted"> · {formats.relative(at)}</span>}
    </time>
  )
}
