import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { Loaded } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { today } from '../../ui/today.ts'
import { frameworkName } from '../assessment/framework-name.ts'
import type { Adopted } from './adopted.ts'
import { useMeasureName } from './measure-name.ts'

type Preview = ValueOf<'frameworks.preview'>

/** What adopting changes: nearly everything that is computed. */
const AFTER = ['framework', 'assessment', 'position', 'company'] as const

/** Adopts or drops a framework, after showing what would move. */
export function AdoptionDialog({ framework, onClose }: { readonly framework: Adopted; readonly onClose: () => void }) {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const tenant = useTenant()
  const params = { tenant, framework: framework.key }
  const preview = useRead('frameworks.preview', { params }, { staleTime: 0 })
  const adopt = useAct('frameworks.adopt', AFTER)
  const drop = useAct('frameworks.drop', AFTER)
  const [since, setSince] = useState(today)
  const [reason, setReason] = useState('')
  const isDrop = framework.adopted
  const replaces = preview.data?.replaces ?? null
  const name = frameworkName(framework.key)
  const act = (): void => {
    if (isDrop) drop.mutate({ params }, { onSuccess: onClose })
    else
      adopt.mutate(
        {
          params,
          body: {
            ...(since !== '' && { since }),
            ...(reason.trim() !== '' && { reason: reason.trim() }),
            ...(replaces !== null && { instead: replaces.framework }),
          },
        },
        { onSuccess: onClose },
      )
  }
  const title =
    replaces !== null
      ? t('preview.changeTitle', { from: frameworkName(replaces.framework), to: name })
      : t(isDrop ? 'preview.dropTitle' : 'preview.adoptTitle', { name })
  const error = adopt.error ?? drop.error
  return (
    <Modal opened onClose={onClose} size="xl" title={title}>
      <div className="stack-lg">
        <p style={{ margin: 0 }}>{t(isDrop ? 'preview.dropText' : replaces !== null ? 'preview.changeText' : 'preview.adoptText')}</p>
        <Loaded query={preview}>
          {(value) => (
            <>
              <Answers preview={value} name={name} />
              <Moves preview={value} />
            </>
          )}
        </Loaded>
        {!isDrop && (
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <TextInput
              type="date"
              label={t('preview.sinceField')}
              value={since}
              onChange={(event) => setSince(event.currentTarget.value)}
            />
            <Textarea
              style={{ flex: '1 1 260px' }}
              label={t('preview.reason')}
              autosize
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
        )}
        {error !== null && <ProblemView error={error} />}
        <div className="row">
          <Button onClick={act} loading={adopt.isPending || drop.isPending} disabled={preview.data === undefined}>
            {t(isDrop ? 'drop' : replaces !== null ? 'preview.change' : 'adopt')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

/** Which answers count from now on and which wait; between editions also what takes the place of what. */
function Answers({ preview, name }: { readonly preview: Preview; readonly name: string }) {
  const { t } = useTranslation('framework')
  const { replaces } = preview
  if (replaces === null) return null
  return (
    <div className="stack">
      <p style={{ margin: 0 }}>
        {t('preview.waiting', { count: replaces.waiting, framework: frameworkName(replaces.framework) })}{' '}
        {t('preview.counting', { count: preview.counting, framework: name })}
      </p>
      <details>
        <summary>
          {t('preview.counterparts')} ({replaces.counterparts.length})
        </summary>
        <div style={{ maxHeight: '30vh', overflow: 'auto' }} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{frameworkName(replaces.framework)}</th>
                <th scope="col">{t('preview.answered')}</th>
                <th scope="col">{name}</th>
                <th scope="col">{t('preview.relation')}</th>
              </tr>
            </thead>
            <tbody>
              {replaces.counterparts.map((one) => (
                <tr key={one.from}>
                  <td style={{ whiteSpace: 'nowrap' }}>{one.from}</td>
                  <td>{one.answers}</td>
                  <td>{one.to.length === 0 ? '–' : one.to.join(', ')}</td>
                  <td className="muted">{t(`preview.relations.${one.relation as 'equal'}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  )
}

function Moves({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation('framework')
  const { t: common } = useTranslation('common')
  const { percent } = useFormats()
  const measureName = useMeasureName()
  const tenant = useTenant()
  const entities = useRead('entities.list', { params: { tenant }, query: { limit: 500 } }, { staleTime: 60_000 })
  const nameOf = (id: string): string => entities.data?.items.find((one) => one.id === id)?.name ?? id
  const three = (of: Preview['measures'][number]['before']): string =>
    [of.designed, of.implemented, of.evidenced].map((one) => percent(one)).join(' / ')
  return (
    <div className="stack" style={{ maxHeight: '46vh', overflow: 'auto' }} tabIndex={0}>
      <h3>{t('preview.moves')}</h3>
      {preview.measures.length === 0 ? (
        <p className="muted">{t('preview.nothing')}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('preview.entity')}</th>
              <th scope="col">{t('tabs.measures')}</th>
              <th scope="col">{t('preview.before')}</th>
              <th scope="col">{t('preview.after')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.measures.map((one) => (
              <tr key={`${one.entity} ${one.ref}`}>
                <td>{nameOf(one.entity)}</td>
                <td>{measureName(one.ref)}</td>
                <td>{three(one.before)}</td>
                <td>
                  <strong>{three(one.after)}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="muted small">
        {common('numbers.designed')} / {common('numbers.implemented')} / {common('numbers.evidenced')}
      </p>
      {preview.duties.length > 0 && (
        <details>
          <summary>
            {t('preview.duties')} ({preview.duties.length})
          </summary>
          <ul className="small">
            {preview.duties.map((one) => (
              <li key={one.duty}>
                {one.duty}: {t(`carriedShort.${one.before as 'partly'}`)} → {t(`carriedShort.${one.after as 'partly'}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
