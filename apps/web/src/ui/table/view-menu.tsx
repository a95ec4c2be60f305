import { Button, Checkbox, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct, useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { ProblemView } from '../problem-view.tsx'

interface Props {
  /** Name of the list, e.g. `findings`. */
  readonly list: string
  /** What a view keeps: filters, order, columns. */
  readonly content: object
  /** Shows a view; what it keeps may be older than the list, so that the list reads it with care. */
  readonly onApply: (content: Readonly<Record<string, unknown>>) => void
}

/** Saved views of a list: own ones and those that others share. */
export function ViewMenu({ list, content, onApply }: Props) {
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
            <div key={view.id} className="row" role="none" style={{ flexWrap: 'nowrap', gap: 0 }}>
              <Menu.Item
                onClick={() => onApply(view.content)}
                rightSection={view.mine ? null : <span className="muted small">{view.owner}</span>}
              >
                {view.name}
              </Menu.Item>
              {view.mine && (
                <Menu.Item
                  w="auto"
                  closeMenuOnClick={false}
                  aria-label={t('table.removeView', { name: view.name })}
                  onClick={() => remove.mutate({ params: { tenant, id: view.id }, version: view.version })}
                >
                  <IconTrash size={14} aria-hidden="true" />
                </Menu.Item>
              )}
            </div>
          ))}
          {views.data?.views.length === 0 && <Menu.Label>{t('table.noViews')}</Menu.Label>}
          {remove.error !== null && <ProblemView error={remove.error} />}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{t('table.saveView')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={naming}
        onClose={() => setNaming(false)}
        closeButtonProps={{ 'aria-label': t('close') }}
        title={t('table.saveView')}
        size="sm"
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(
              {
                params: { tenant },
                body: { list, name, shared, content: { ...content } },
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
