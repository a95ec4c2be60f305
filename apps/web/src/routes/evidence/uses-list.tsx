import { ActionIcon, Button } from '@mantine/core'
import { IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueOf } from '../../api/client.ts'
import { useAct, useRead } from '../../api/queries.ts'
import { useMay, useTenant } from '../../api/session.ts'
import { currentLanguage } from '../../i18n/language.ts'
import { Badge, StateBadge } from '../../ui/badges.tsx'
import { ConfirmDialog } from '../../ui/confirm.tsx'
import { Loaded } from '../../ui/page.tsx'
import { frameworkName } from '../assessment/framework-name.ts'
import { NIS2, toRequirementPage } from '../framework/framework-paths.ts'
import { GoLink } from '../position/go-link.tsx'
import { toAnswer, toUses } from '../position/trace-paths.ts'
import styles from './evidence.module.css'
import { AFTER_LINK, LinkForm } from './link-form.tsx'

type Uses = ValueOf<'position.uses'>
type Cell = Uses['cells'][number]

/** What rests on a control or a piece of evidence, subject by subject, up to the duties; taking it off, and hanging it elsewhere. */
export function UsesList({ of, id }: { readonly of: 'controls' | 'evidence'; readonly id: string }) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const { may } = useMay()
  const ref = `${of === 'controls' ? 'control' : 'evidence'}:${id}`
  const uses = useRead('position.uses', { params: { tenant, ref } })
  const [linking, setLinking] = useState(false)
  const mayLink = may(of === 'controls' ? 'controls.write' : 'evidence.write')
  return (
    <section className="stack">
      <div className="row" style={{ justifyContent: 'space-between' }}>
        <h3>{t(of === 'controls' ? 'answers' : 'proves')}</h3>
        <span className="row">
          <GoLink to={toUses(ref)} className="small">
            {t('toUses')}
          </GoLink>
          {mayLink && !linking && (
            <Button variant="default" size="compact-sm" onClick={() => setLinking(true)}>
              {t('linkMore')}
            </Button>
          )}
        </span>
      </div>
      {linking && <LinkForm of={of} id={id} onDone={() => setLinking(false)} />}
      <Loaded query={uses}>
        {(found) =>
          found.cells.length === 0 ? (
            <p className="muted">{t(of === 'controls' ? 'answersNothing' : 'provesNothing')}</p>
          ) : (
            <UsesView of={of} id={id} uses={found} mayUnlink={mayLink} />
          )
        }
      </Loaded>
    </section>
  )
}

/** A title in the language of the page; English where there is no other. */
const titleOf = (title: Cell['title']): string => (typeof title === 'string' ? title : (title[currentLanguage()] ?? title.en))

interface ViewProps {
  readonly of: 'controls' | 'evidence'
  readonly id: string
  readonly uses: Uses
  readonly mayUnlink: boolean
}

function UsesView({ of, id, uses, mayUnlink }: ViewProps) {
  const { t } = useTranslation('evidence')
  const tenant = useTenant()
  const detach = useAct('links.detach', AFTER_LINK)
  const [asking, setAsking] = useState<Cell | null>(null)
  const groups = Map.groupBy(uses.cells, (cell) => `${cell.subject} ${cell.framework}`)
  return (
    <div className={styles['uses']}>
      {[...groups].map(([key, cells]) => (
        <div key={key}>
          <strong>{cells[0]?.name}</strong> <span className="muted small">{frameworkName(cells[0]?.framework ?? '')}</span>
          {cells.map((cell) => (
            <div key={cell.requirement} className={styles['use']}>
              <span>
                <GoLink to={toAnswer(cell.framework, cell.subject, cell.requirement)} title={t('toAnswer')}>
                  {cell.requirement}
                </GoLink>{' '}
                {titleOf(cell.title)}
              </span>
              <StateBadge state={cell.effective} short />
              {mayUnlink ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t('unlink')} ${cell.name} ${cell.requirement}`}
                  title={t('unlink')}
                  onClick={() => setAsking(cell)}
                >
                  <IconUnlink size={15} />
                </ActionIcon>
              ) : (
                <span />
              )}
            </div>
          ))}
        </div>
      ))}
      {uses.duties.length > 0 && (
        <details>
          <summary>{t('duties', { count: new Set(uses.duties.map((one) => one.duty)).size })}</summary>
          <ul className="small" style={{ margin: '6px 0 0', paddingLeft: 18 }}>
            {[...new Map(uses.duties.map((one) => [one.duty, one])).values()].map((one) => (
              <li key={one.duty}>
                <GoLink to={toRequirementPage(NIS2, one.duty)}>{one.duty}</GoLink> {one.title} <Badge>{one.measure}</Badge>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asking !== null && (
        <ConfirmDialog
          opened
          title={t('unlinkTitle', { where: `${asking.name}, ${asking.requirement}` })}
          act={t('unlink')}
          busy={detach.isPending}
          error={detach.error}
          onClose={() => setAsking(null)}
          onConfirm={() =>
            detach.mutate(
              {
                params: { tenant },
                body: { subject: asking.subject, framework: asking.framework, requirements: [asking.requirement], [of]: [id] },
              },
              { onSuccess: () => setAsking(null) },
            )
          }
        >
          {t('unlinkText')}
        </ConfirmDialog>
      )}
    </div>
  )
}
