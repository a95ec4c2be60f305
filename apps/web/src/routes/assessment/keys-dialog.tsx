import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import detailCss from './detail.module.css'

const KEYS = [
  ['1 … 5', 'set'],
  ['↑ ↓  j k', 'move'],
  ['o', 'nextOpen'],
  ['f', 'focus'],
  ['n', 'note'],
  ['e', 'evidence'],
  ['c', 'comment'],
  ['x', 'select'],
  ['b', 'bulk'],
  ['0', 'clear'],
  ['z', 'undo'],
  ['/', 'search'],
  ['?', 'help'],
  ['Esc', 'leave'],
] as const

/** What each key does here. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('assessment')
  return (
    <Modal opened closeButtonProps={{ 'aria-label': t('reason.cancel') }} onClose={onClose} title={t('keys.title')}>
      <dl className={detailCss.keysTable}>
        {KEYS.map(([keys, what]) => (
          <KeyLine key={what} keys={keys} what={t(`keys.${what}`)} />
        ))}
      </dl>
    </Modal>
  )
}

const KeyLine = ({ keys, what }: { readonly keys: string; readonly what: string }) => (
  <>
    <dt>
      <kbd>{keys}</kbd>
    </dt>
    <dd>{what}</dd>
  </>
)
