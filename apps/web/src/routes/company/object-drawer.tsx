import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArchive, IconHistory, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../api/client.ts'
import { useTenant } from '../../api/session.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import { Loaded } from '../../ui/page.tsx'
import { ArchiveDialog, RemoveDialog } from './end-dialogs.tsx'
import { HistoryDrawer } from './history-drawer.tsx'
import { useObject, useObjectAct } from './object-calls.ts'
import { ObjectForm } from './object-form.tsx'
import type { Doc, ObjectList } from './object-kinds.ts'
import { OBJECTS } from './objects.ts'

interface Props {
  readonly list: ObjectList
  /** Null adds a new object. */
  readonly id: string | null
  readonly start?: Doc
  readonly onClose: () => void
}

/** The form of one object beside its list: add, edit, archive, remove, look at its past. */
export function ObjectDrawer({ list, id, start, onClose }: Props) {
  const tenant = useTenant()
  const object = useObject(list, tenant, id)
  if (id === null) return <ObjectEditor list={list} id={null} stored={start ?? {}} version={0} writable onClose={onClose} />
  return (
    <Loaded query={object} rows={1}>
      {({ doc, version, writable }) => (
        <ObjectEditor list={list} id={id} stored={doc} version={version} writable={writable} onClose={onClose} />
      )}
    </Loaded>
  )
}

interface EditorProps {
  readonly list: ObjectList
  readonly id: string | null
  readonly stored: Doc
  readonly version: number
  readonly writable: boolean
  readonly onClose: () => void
}

function ObjectEditor({ list, id, writable, onClose, ...opened }: EditorProps) {
  const { t } = useTranslation('company')
  const tenant = useTenant()
  const spec = OBJECTS[list]
  const act = useObjectAct(list, tenant)
  // What is edited stays what was opened, whatever is read in the meantime: the version tells the server.
  const [{ stored, version }] = useState(opened)
  const [doc, setDoc] = useState<Doc>(stored)
  const [asking, setAsking] = useState<'history' | 'archive' | 'remove' | null>(null)
  const name = typeof stored['name'] === 'string' ? stored['name'] : (id ?? '')
  const save = (at: number): void =>
    act.mutate(id === null ? { verb: 'create', doc } : { verb: 'replace', id, version: at, doc }, {
      onSuccess: ({ warnings }) => {
        for (const warning of warnings)
          notifications.show({
            title: t('warnings'),
            message: `${warning.message}${warning.mend === undefined ? '' : `; ${warning.mend}`}`,
            color: 'yellow',
          })
        onClose()
      },
    })
  const one = t(`one.${list}`)
  return (
    <>
      <FormDrawer
        opened
        title={id === null ? t('addOne', { one }) : name === '' ? t('editOne', { one }) : name}
        onClose={onClose}
        onSave={() => save(version)}
        onOverwrite={save}
        onTakeTheirs={onClose}
        saving={act.isPending}
        error={act.error}
        size={560}
        acts={
          id === null ? undefined : (
            <>
              <Button variant="subtle" color="gray" leftSection={<IconHistory size={15} />} onClick={() => setAsking('history')}>
                {t('history')}
              </Button>
              {writable && spec.endable && (
                <Button variant="subtle" color="gray" leftSection={<IconArchive size={15} />} onClick={() => setAsking('archive')}>
                  {t('archive')}
                </Button>
              )}
              {writable && (
                <Button variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => setAsking('remove')}>
                  {t('remove')}
                </Button>
              )}
            </>
          )
        }
      >
        {!writable && <p className="muted small">{t('readOnly')}</p>}
        <ObjectForm
          fields={spec.fields}
          doc={doc}
          onChange={setDoc}
          isNew={id === null}
          disabled={!writable}
          faults={faultsOf(act.error)}
        />
      </FormDrawer>
      {id !== null && asking === 'history' && <HistoryDrawer list={list} id={id} name={name} onClose={() => setAsking(null)} />}
      {id !== null && asking === 'archive' && (
        <ArchiveDialog list={list} id={id} name={name} version={version} onDone={onClose} onClose={() => setAsking(null)} />
      )}
      {id !== null && asking === 'remove' && (
        <RemoveDialog list={list} id={id} name={name} version={version} onDone={onClose} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

/** Faults by path in the document; the server tells them below `body.`. */
function faultsOf(error: unknown): ReadonlyMap<string, string> {
  if (error === null || error === undefined) return new Map()
  return new Map(
    (problemOf(error).issues ?? []).flatMap((issue): [string, string][] =>
      issue.path.startsWith('body.') ? [[issue.path.slice(5), `${issue.message}${issue.mend === undefined ? '' : `; ${issue.mend}`}`]] : [],
    ),
  )
}
