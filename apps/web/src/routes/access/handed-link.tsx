import { Button, CopyButton, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../i18n/format.ts'
import styles from './people.module.css'

export interface Handed {
  readonly url: string
  readonly expiresAt: string
  /** For whom it is. */
  readonly name: string
}

/** A link that is shown once, to be copied and handed over. */
export function HandedLink({ handed, onClose }: { readonly handed: Handed | null; readonly onClose: () => void }) {
  const { t } = useTranslation('people')
  const { instant } = useFormats()
  return (
    <Modal
      closeButtonProps={{ 'aria-label': t('done') }}
      opened={handed !== null}
      onClose={onClose}
      title={t('linkReady')}
      size="lg"
      closeOnClickOutside={false}
    >
      {handed !== null && (
        <div className="stack-lg">
          <p style={{ margin: 0 }}>{t('linkOnce', { name: handed.name, when: instant(handed.expiresAt) })}</p>
          <div className={styles.link}>
            <code>{handed.url}</code>
            <CopyButton value={handed.url}>
              {({ copied, copy }) => (
                <Button onClick={copy} data-autofocus>
                  {copied ? t('copied') : t('copy')}
                </Button>
              )}
            </CopyButton>
          </div>
          <div>
            <Button variant="default" onClick={onClose}>
              {t('done')}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  )
}
