import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../problem-view.tsx'
import type { ListState } from './list-state.ts'

interface Props {
  /** Name of the list, e.g. `findings`. */
  readonly list: string
  readonly state: ListState
  readonly onApply: (state: ListState) => void
}

const stateOf = (content: Readonly<Record<string, unknown>>): ListState => ({
  q: typeof content['q'] === 'string' ? content['q'] : '',
  sort: typeof content['sort'] === 'string' ? content['sort'] : '',
  filter: Array.isArray(content['filter']) ? content['filter'].filter((one): one is string => typeof one === 'string') : [],
  columns: Array.isArray(content['columns']) ? content['columns'].filter((one): one is string => typeof one === 'string') : [],
})

/** Saved views of a list: own ones and those that others share. */
export function ViewMenu({ list, state, onApply }: Props) {
  const { t } = useTranslation('common')
  const tenant = useTenant()
  const views = useRead('views.list', { params: { tenant }, query: { list } })
  const add = useAct('views.add', ['assessment'])
  const remove = useAct('views.remove', ['assessment'])
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconBookmark size={15} />}>
            {t('table.views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(views.data?.views ?? []).map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => onApply(stateOf(view.content))}
              rightSection={
                view.mine ? (
                  <IconTrash
                    size={14}
                    role="button"
                    aria-label={t('remove')}
                    onClick={(event) => {
                      event.stopPropagation()
                      remove.mutate({ params: { tenant, id: view.id }, version: view.version })
                    }}
                  />
                ) : (
                  <span className="muted small">{view.owner}</span>
                )
              }
            >
              {view.name}
            </Menu.Item>
          ))}
          {views.data?.views.length === 0 && <Menu.Label>{t('table.noViews')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{t('table.saveView')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('table.saveView')} size="sm">
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(
              {
                params: { tenant },
                body: { list, name, shared, content: { ...state, filter: [...state.filter], columns: [...state.columns] } },
              },
              { onSuccess: () => setNaming(false) },
            )
          }}
        >
          <TextInput
            label={t('table.viewName')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            required
            data-autofocus
          />
          <Checkbox label={t('table.shareView')} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
          {add.error !== null && <ProblemView error={add.error} />}
          <Button type="submit" loading={add.isPending}>
            {t('save')}
          </Button>
        </form>
      </Modal>
    </>
  )
}
