import { notifications } from '@mantine/notifications'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './evidence.module.css'

const MOST = 20

/** Takes files that are dropped on it or chosen with it. */
export function DropZone({ onFiles, single = false }: { readonly onFiles: (files: readonly File[]) => void; readonly single?: boolean }) {
  const { t } = useTranslation('evidence')
  const [over, setOver] = useState(false)
  const id = useId()
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])]
    if (files.length === 0) return
    if (files.length > MOST) notifications.show({ message: t('dropTooMany'), color: 'yellow' })
    onFiles(files.slice(0, single ? 1 : MOST))
  }
  return (
    <div
      className={styles['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <span>{t('drop')}</span>
      <input
        id={id}
        type="file"
        multiple={!single}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <label htmlFor={id}>{t('choose')}</label>
      <span className="muted small">{t('dropHint')}</span>
    </div>
  )
}
