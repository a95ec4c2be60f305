import { useTranslation } from 'react-i18next'

const KEYS = [
  ['Ctrl K', 'keyPalette'],
  ['?', 'keyHelp'],
  ['j k', 'keyRows'],
  ['x', 'keySelect'],
  ['Enter', 'keyOpen'],
  ['/', 'keyFilter'],
] as const

export function KeysHelp() {
  const { t } = useTranslation('shell')
  return (
    <dl className="facts">
      {KEYS.map(([keys, what]) => (
        <div key={keys} style={{ display: 'contents' }}>
          <dt>
            {keys.split(' ').map((key) => (
              <kbd key={key} style={{ marginRight: 4 }}>
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{t(what)}</dd>
        </div>
      ))}
    </dl>
  )
}
