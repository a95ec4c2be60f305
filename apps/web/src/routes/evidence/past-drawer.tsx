import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/queries.ts'
import { useTenant } from '../../api/session.ts'
import { VersionsDrawer } from '../../ui/versions-drawer.tsx'

interface Props {
  readonly id: string
  readonly name: string
  readonly onClose: () => void
}

/** The past of a piece of evidence: who changed which of its facts when. */
export function EvidencePast({ id, name, onClose }: Props) {
  const { t } = useTranslation('evidence')
  const past = useRead('evidence.history', { params: { tenant: useTenant(), id }, query: { limit: 500 } })
  const words: Readonly<Record<string, string>> = {
    name: t('title_field'),
    kind: t('kind'),
    effective: t('effective'),
    validUntil: t('validUntil'),
    file: t('file'),
    sha256: t('hash'),
    owner: t('owner'),
    confidentiality: t('confidentiality'),
    recordedAt: t('recordedAt'),
  }
  return <VersionsDrawer name={name} query={past} wordOf={(key) => words[key]} onClose={onClose} />
}

/** The past of a control; each change of its status is a version too. */
export function ControlPast({ id, name, onClose }: Props) {
  const { t } = useTranslation('evidence')
  const past = useRead('controls.history', { params: { tenant: useTenant(), id }, query: { limit: 500 } })
  const words: Readonly<Record<string, string>> = {
    name: t('control.name'),
    description: t('control.description'),
    status: t('control.status'),
    due: t('control.due'),
    owner: t('owner'),
    recordedAt: t('recordedAt'),
  }
  return <VersionsDrawer name={name} query={past} wordOf={(key) => words[key]} onClose={onClose} />
}
