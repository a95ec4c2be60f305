import { useTranslation } from 'react-i18next'

interface Props {
  readonly before: unknown
  readonly after: unknown
  readonly beforeLabel: string
  readonly afterLabel: string
  /** Word for a key; the key itself where there is none. */
  readonly wordOf?: (key: string) => string | undefined
}

/** Two states of one thing, key by key; what differs stands out. */
export function DiffView({ before, after, beforeLabel, afterLabel, wordOf }: Props) {
  const { t } = useTranslation('common')
  const left = flat(before)
  const right = flat(after)
  const keys = [...new Set([...left.keys(), ...right.keys()])]
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('table.what')}</span>
          </th>
          <th scope="col">{beforeLabel}</th>
          <th scope="col">{afterLabel}</th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const word = wordOf?.(key)
          const isSame = left.get(key) === right.get(key)
          return (
            <tr key={key} style={isSame ? { color: 'var(--ink-3)' } : { background: 'var(--partly-soft)' }}>
              <th scope="row" {...(word === undefined && { className: 'mono' })}>
                {word ?? key}
              </th>
              <td style={{ overflowWrap: 'anywhere' }}>{left.get(key) ?? '–'}</td>
              <td style={{ overflowWrap: 'anywhere' }}>{right.get(key) ?? '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Leaves by path, as text. */
function flat(value: unknown, path = '', found: Map<string, string> = new Map()): Map<string, string> {
  if (value === null || value === undefined) return found
  if (typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) flat(inner, path === '' ? key : `${path}.${key}`, found)
    return found
  }
  found.set(
    path,
    Array.isArray(value)
      ? value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(', ')
      : primitiveText(value),
  )
  return found
}

const primitiveText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
