import { Button, Drawer } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHistory, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { Badge } from '../../ui/badges.tsx'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { When } from '../../ui/time.tsx'
import { DropZone } from './drop-zone.tsx'
import { EditEvidence } from './edit-evidence.tsx'
import styles from './evidence.module.css'
import { FileLine } from './file-preview.tsx'
import { AFTER_LINK } from './link-form.tsx'
import { RenewEvidence } from './renew-evidence.tsx'
import { EvidencePast } from './past-drawer.tsx'
import { UsesList } from './uses-list.tsx'
import { DaysLeft, ValidityBadge } from './validity.tsx'
import type { EvidenceShown } from './evidence-shown.ts'

/** One piece of evidence: its facts, its files with a preview, what it proves. */
export function EvidenceDrawer({
  id,
  onClose,
  onOpen,
}: {
  readonly id: string
  readonly onClose: () => void
  readonly onOpen: (id: string) => void
}) {
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const shown = useRead('evidence.show', { params: { tenant, id } })
  return (
    <Drawer
      opened
      onClose={onClose}
      title={shown.data?.doc.name ?? id}
      size={680}
      padding="md"
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Loaded query={shown}>{(value) => <EvidenceView shown={value} onClose={onClose} onOpen={onOpen} />}</Loaded>
    </Drawer>
  )
}

function EvidenceView({
  shown,
  onClose,
  onOpen,
}: {
  readonly shown: EvidenceShown
  readonly onClose: () => void
  readonly onOpen: (id: string) => void
}) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { may } = useMay()
  const [doing, setDoing] = useState<'edit' | 'past' | 'renew' | 'remove' | null>(null)
  const remove = useAct('evidence.remove', AFTER_LINK)
  const { row, doc, id, version, writable } = shown
  return (
    <div className="stack-lg">
      <div className="row">
        {may('evidence.write') && (
          <Button leftSection={<IconRefresh size={15} />} onClick={() => setDoing('renew')}>
            {t('renew')}
          </Button>
        )}
        {writable && (
          <Button variant="default" leftSection={<IconPencil size={15} />} onClick={() => setDoing('edit')}>
            {t('edit')}
          </Button>
        )}
        <Button variant="subtle" color="gray" leftSection={<IconHistory size={15} />} onClick={() => setDoing('past')}>
          {t('history')}
        </Button>
        {writable && (
          <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => setDoing('remove')}>
            {t('remove')}
          </Button>
        )}
      </div>
      <dl className="facts">
        <dt>{t('validity')}</dt>
        <dd className="row">
          <ValidityBadge validity={row.validity} />
          <DaysLeft days={row.daysLeft} />
        </dd>
        <dt>{t('effective')}</dt>
        <dd>
          <When at={row.effective} relative={false} />
        </dd>
        <dt>{t('validUntil')}</dt>
        <dd>{row.validUntil === null ? t('open') : <When at={row.validUntil} />}</dd>
        <dt>{t('kind')}</dt>
        <dd>{doc.kind === undefined ? '–' : t(`kinds.${doc.kind}`)}</dd>
        <dt>{t('confidentiality')}</dt>
        <dd>
          <Badge tone={doc.confidentiality === 'confidential' || doc.confidentiality === 'secret' ? 'compensated' : 'neutral'}>
            {t(`levels.${doc.confidentiality ?? 'internal'}`)}
          </Badge>
        </dd>
        <dt>{t('owner')}</dt>
        <dd>{row.ownerName ?? '–'}</dd>
      </dl>
      <Files shown={shown} />
      <UsesList of="evidence" id={id} />
      {doing === 'edit' && <EditEvidence shown={shown} onClose={() => setDoing(null)} />}
      {doing === 'past' && <EvidencePast id={id} name={doc.name} onClose={() => setDoing(null)} />}
      {doing === 'renew' && (
        <RenewEvidence
          shown={shown}
          onClose={() => setDoing(null)}
          onRenewed={(made) => {
            setDoing(null)
            onOpen(made)
          }}
        />
      )}
      {doing === 'remove' && (
        <ConfirmDialog
          opened
          danger
          title={t('removeTitle', { name: doc.name })}
          act={t('remove')}
          busy={remove.isPending}
          error={remove.error}
          onClose={() => setDoing(null)}
          onConfirm={() => remove.mutate({ params: { tenant, id }, version }, { onSuccess: onClose })}
        >
          {t('removeText')}
        </ConfirmDialog>
      )}
    </div>
  )
}

function Files({ shown }: { readonly shown: EvidenceShown }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { id, row, version, writable } = shown
  const files = useRead('evidence.files', { params: { tenant, id }, query: { limit: 500 } })
  const upload = useAct('evidence.upload', AFTER_LINK)
  const [replacing, setReplacing] = useState(false)
  return (
    <section className="stack">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{t('file')}</h3>
        {writable && (files.data?.items.length ?? 0) > 0 && (
          <Button variant="default" size="compact-sm" onClick={() => setReplacing(!replacing)}>
            {t('newFile')}
          </Button>
        )}
      </div>
      <Loaded query={files} rows={2}>
        {({ items: list }) => (
          <>
            {list.length === 0 && (
              <p className="muted">
                {row.hasFile && !row.readable ? t('hidden') : row.file === null ? t('noFile') : `${row.file}: ${t('noBytes')}`}
              </p>
            )}
            {list.slice(0, 1).map((file) => (
              <FileLine key={file.sha256} id={id} file={file} first />
            ))}
            {(replacing || (list.length === 0 && row.readable)) && writable && (
              <>
                <DropZone
                  single
                  onFiles={([file]) => {
                    if (file === undefined) return
                    upload.mutate(
                      { params: { tenant, id }, query: { name: file.name }, body: file, version },
                      {
                        onSuccess: () => {
                          setReplacing(false)
                          notifications.show({ message: file.name })
                        },
                      },
                    )
                  }}
                />
                {list.length > 0 && <p className="muted small">{t('newFileHint')}</p>}
              </>
            )}
            {upload.error !== null && <ProblemView error={upload.error} />}
            {list.length > 1 && (
              <details>
                <summary>
                  {t('former')} ({list.length - 1})
                </summary>
                <div className={styles['files']} style={{ marginTop: 8 }}>
                  {list.slice(1).map((file) => (
                    <FileLine key={`${file.sha256} ${file.uploadedAt}`} id={id} file={file} first={false} />
                  ))}
                </div>
              </details>
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}
