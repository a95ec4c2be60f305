import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { checkedByServer, problemOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { Loaded, Panel } from '../../ui/page.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { ObjectForm } from './object-form.tsx'
import type { Doc, FieldSpec } from './object-kinds.ts'
import { useDraft } from '../../ui/draft.ts'

const FIELDS: readonly FieldSpec[] = [
  { key: 'name', type: 'text', required: true },
  { key: 'description', type: 'prose' },
  {
    key: 'groupTurnover',
    type: 'group',
    fields: [
      { key: 'amount', type: 'number', min: 0, max: 1e15 },
      { key: 'currency', type: 'currency' },
      { key: 'year', type: 'number', min: 1990, max: 2100 },
    ],
  },
  {
    key: 'exchangeRates',
    type: 'rows',
    fields: [
      { key: 'currency', type: 'currency', required: true },
      { key: 'perEur', type: 'number', min: 0, decimals: 6, required: true },
      { key: 'date', type: 'date', required: true },
      { key: 'source', type: 'text', required: true },
    ],
  },
]

/** The record of the organisation itself. */
export function OrganisationPanel() {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const shown = useRead('organisation.show', { params: { tenant } })
  return (
    <Panel title={t('organisation.title')}>
      <p className="muted" style={{ marginTop: 0 }}>
        {t('organisation.lead')}
      </p>
      <Loaded query={shown}>{({ doc, version, writable }) => <Form stored={doc} version={version} writable={writable} />}</Loaded>
    </Panel>
  )
}

function Form({ stored, version, writable }: { readonly stored: Doc; readonly version: number; readonly writable: boolean }) {
  const { t } = useTranslation('common')
  const tenant = useTenant()
  const act = useAct('organisation.replace', ['company', 'scope', 'position', 'access'])
  const draft = useDraft<Doc>(stored, version)
  const faults = new Map(
    (act.error === null ? [] : (problemOf(act.error).issues ?? [])).map((issue) => [issue.path.replace(/^body\./, ''), issue.message]),
  )
  return (
    <form
      className="stack-lg"
      style={{ maxWidth: 640 }}
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate(checkedByServer<'organisation.replace'>({ params: { tenant }, version: draft.version, body: draft.value }), {
          onSuccess: draft.done,
        })
      }}
    >
      <ObjectForm fields={FIELDS} doc={draft.value} onChange={draft.change} isNew={false} disabled={!writable} faults={faults} />
      {act.error !== null && <ProblemView error={act.error} />}
      {writable && (
        <div className="row">
          <Button type="submit" loading={act.isPending} disabled={!draft.isChanged}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  )
}
