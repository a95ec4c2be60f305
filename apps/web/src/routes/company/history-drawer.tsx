import { useTranslation } from 'react-i18next'
import { useTenant } from '../../api/session.ts'
import { VersionsDrawer } from '../../ui/versions-drawer.tsx'
import { useHistory } from './object-calls.ts'
import type { ObjectList } from './object-kinds.ts'
import { OBJECTS } from './objects.ts'

interface Props {
  readonly list: ObjectList
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}

/** The past of one object of the company. */
export function HistoryDrawer({ list, id, name, onClose }: Props) {
  const { t } = useTranslation('company')
  const history = useHistory(list, useTenant(), id)
  const wordOf = (key: string): string | undefined =>
    OBJECTS[list].fields.some((one) => one.key === key) ? t(`field.${key}` as 'field.name') : undefined
  return <VersionsDrawer name={name} query={history} wordOf={wordOf} onClose={onClose} />
}
