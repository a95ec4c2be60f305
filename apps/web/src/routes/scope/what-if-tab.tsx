import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestOf, ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { useFormats } from '../../i18n/format.ts'
import { ClassBadge } from '../../ui/badges.tsx'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { Loaded, Panel } from '../../ui/page.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemView } from '../../ui/problem-view.tsx'
import { ObjectForm } from '../company/object-form.tsx'
import type { Doc } from '../company/object-kinds.ts'
import { OBJECTS } from '../company/objects.ts'
import type { FactChange } from './fact-changes.ts'
import { changedFacts, readableFacts } from './fact-changes.ts'
import { Reasons } from './reasons.tsx'
import { sizeText } from './size-text.ts'
import type { EntityScope } from './entity-scope.ts'
import styles from './scope.module.css'
import { YearsGrid } from './years-grid.tsx'

/** Facts that decide the class; the others stay as they are. */
const TRIED = ['years', 'priorStatus', 'activities', 'ownership', 'independentSystems', 'servesIn', 'mainEstablishment', 'flags'] as const
const FIELDS = TRIED.flatMap((key) => (key === 'years' ? [] : (OBJECTS.entities.fields.find((field) => field.key === key) ?? [])))
const NO_FAULTS: ReadonlyMap<string, string> = new Map()

interface Props {
  readonly entity: string
  readonly nameOf: (id: string) => string
}

/** Other facts tried out: the result stands beside the decision while one types, and nothing is stored. */
export function WhatIfTab({ entity, nameOf }: Props) {
  const query = useRead('entities.show', { params: { tenant: useTenant(), id: entity } })
  return (
    <Loaded query={query} rows={8}>
      {(stored) => <WhatIf stored={stored} nameOf={nameOf} />}
    </Loaded>
  )
}

function WhatIf({ stored, nameOf }: { readonly stored: ValueOf<'entities.show'>; readonly nameOf: (id: string) => string }) {
  const { t } = useTranslation('scope')
  const recorded = pick(stored.doc)
  const draft = useDraft<Doc>(recorded, stored.version)
  const { value: facts, change: setFacts } = draft
  const isTouched = draft.isChanged && JSON.stringify(facts) !== JSON.stringify(recorded)
  return (
    <div className={styles.whatIf}>
      <Panel
        title={t('whatIf.facts')}
        acts={
          isTouched && (
            <Button variant="subtle" onClick={draft.done}>
              {t('whatIf.reset')}
            </Button>
          )
        }
      >
        <p className="small muted">{t('whatIf.lead')}</p>
        {isTouched && draft.version !== stored.version && (
          <p className="small" role="status">
            {t('whatIf.movedOn')}
          </p>
        )}
        <div className="stack">
          <YearsGrid years={facts['years']} onChange={(years) => setFacts({ ...facts, years })} />
          <ObjectForm fields={FIELDS} doc={facts} onChange={setFacts} isNew={false} faults={NO_FAULTS} />
        </div>
      </Panel>
      <Result stored={stored} facts={facts} isTouched={isTouched} nameOf={nameOf} onRecorded={draft.done} />
    </div>
  )
}

const pick = (doc: Doc): Doc => Object.fromEntries(TRIED.flatMap((key) => (doc[key] === undefined ? [] : [[key, doc[key]]])))

interface ResultProps {
  readonly stored: ValueOf<'entities.show'>
  readonly facts: Doc
  readonly isTouched: boolean
  readonly nameOf: (id: string) => string
  readonly onRecorded: () => void
}

function Result({ stored, facts, isTouched, nameOf, onRecorded }: ResultProps) {
  const { t } = useTranslation('scope')
  const tenant = useTenant()
  const { may } = useMay()
  const [settled] = useDebouncedValue(facts, 200)
  const cleared = CLEARED.filter((key) => settled[key] === undefined)
  const body = {
    ...Object.fromEntries(TRIED.map((key) => [key, settled[key] ?? EMPTY[key]]).filter(([, value]) => value !== undefined)),
    ...(cleared.length > 0 && { cleared }),
  }
  // The server checks what is typed, as it checks every body; the form cannot know its type.
  const request = { params: { tenant, id: stored.id }, body } as RequestOf<'scope.what-if'>
  const query = useRead('scope.what-if', request, { keep: true })
  const [asking, setAsking] = useState(false)
  if (query.error !== null && query.data === undefined) return <ProblemView error={query.error} />
  return (
    <div className="stack-lg" aria-live="polite">
      {query.error !== null && (
        <div className="stack">
          <h3>{t('whatIf.invalid')}</h3>
          <ProblemView error={query.error} />
        </div>
      )}
      <Loaded query={query} rows={6}>
        {({ before, after, others }) => (
          <>
            <div className={styles.pair} data-stale={query.isFetching}>
              <Side title={t('whatIf.standing')} of={before} />
              <Side title={t('whatIf.tried')} of={after} differs={before.class !== after.class} />
            </div>
            <p>
              <strong>{t(before.class === after.class ? 'whatIf.same' : 'whatIf.changes')}</strong>
            </p>
            {others.length > 0 && (
              <Panel title={t('whatIf.others')}>
                <ul className={styles.flips}>
                  {others.map((one) => (
                    <li key={one.entity}>
                      <span>{nameOf(one.entity)}</span>
                      <span className={styles.then}>
                        <ClassBadge of={one.before} /> → <ClassBadge of={one.after} />
                      </span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
            <Panel title={t('reasons')}>
              <Reasons of={after} />
            </Panel>
            {after.questions.length > 0 && (
              <Panel title={t('questions')}>
                <ul className={styles.questions}>
                  {after.questions.map((one) => (
                    <li key={one.text}>{one.text}</li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Loaded>
      {isTouched && may('organisation.write') && stored.writable && (
        <div>
          <Button onClick={() => setAsking(true)}>{t('whatIf.apply')}</Button>
        </div>
      )}
      {asking && (
        <Apply
          stored={stored}
          facts={facts}
          onClose={() => setAsking(false)}
          onRecorded={() => {
            setAsking(false)
            onRecorded()
          }}
        />
      )}
    </div>
  )
}

/** Facts without an empty value: that they were taken away is said by their name. */
const CLEARED = ['priorStatus', 'independentSystems', 'mainEstablishment'] as const

/** A fact that was taken away must be said, since what is absent stays as it is. */
const EMPTY: Readonly<Record<(typeof TRIED)[number], unknown>> = {
  years: [],
  activities: [],
  ownership: [],
  servesIn: [],
  flags: {},
  priorStatus: undefined,
  independentSystems: undefined,
  mainEstablishment: undefined,
}

function Side({ title, of, differs = false }: { readonly title: string; readonly of: EntityScope; readonly differs?: boolean }) {
  const { t } = useTranslation('scope')
  return (
    <section className="panel" aria-label={title} data-differs={differs}>
      <span className="small muted">{title}</span>
      <ClassBadge of={of.class} />
      <span className="small">{sizeText(of.size, t)}</span>
      <ul className={styles.sideStates}>
        {of.states.map((one) => (
          <li key={one.state}>
            <b>{one.state}</b> <ClassBadge of={one.class} />
          </li>
        ))}
        {of.states.length === 0 && <li className="muted small">{t('noJurisdiction')}</li>}
      </ul>
    </section>
  )
}

/** Records what was tried, after both sides were seen. */
function Apply({
  stored: now,
  facts,
  onClose,
  onRecorded,
}: {
  readonly stored: ValueOf<'entities.show'>
  readonly facts: Doc
  readonly onClose: () => void
  readonly onRecorded: () => void
}) {
  // What is shown is what is replaced: the record as it stood when the question was asked. Another change since is refused as stale.
  const [stored] = useState(now)
  const { t } = useTranslation(['scope', 'company'])
  const tenant = useTenant()
  const act = useAct('entities.replace', ['company', 'scope', 'position', 'assessment'])
  const word = (key: string): string => t(`company:field.${key}` as 'company:field.name', { defaultValue: key })
  const changes = changedFacts(readableFacts(pick(stored.doc), word), readableFacts(facts, word))
  const rest = Object.fromEntries(Object.entries(stored.doc).filter(([key]) => !TRIED.some((one) => one === key)))
  const body = { ...rest, ...facts } as RequestOf<'entities.replace'>['body']
  return (
    <ConfirmDialog
      opened
      title={t('whatIf.applyTitle', { name: stored.doc.name })}
      act={t('whatIf.record')}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={() => act.mutate({ params: { tenant, id: stored.id }, version: stored.version, body }, { onSuccess: onRecorded })}
    >
      <p>{t('whatIf.applyText')}</p>
      <Changes changes={changes} />
    </ConfirmDialog>
  )
}

function Changes({ changes }: { readonly changes: readonly FactChange[] }) {
  const { t } = useTranslation(['scope', 'common'])
  const { count } = useFormats()
  const said = (value: FactChange['before']): string =>
    value === null
      ? '–'
      : typeof value === 'number'
        ? count(value)
        : typeof value === 'boolean'
          ? t(value ? 'common:yes' : 'common:no')
          : value
  return (
    <table className={`plain-table ${styles.changes ?? ''}`}>
      <thead>
        <tr>
          <th scope="col">{t('whatIf.fact')}</th>
          <th scope="col">{t('whatIf.recorded')}</th>
          <th scope="col">{t('whatIf.new')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((one) => (
          <tr key={one.path.join(' ')}>
            <td>{one.path.join(' · ')}</td>
            <td>{said(one.before)}</td>
            <td>{said(one.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
