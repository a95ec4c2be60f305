import type { Icon } from '@tabler/icons-react'
import {
  IconActivity,
  IconBuildingFactory2,
  IconCertificate,
  IconChecklist,
  IconCpu,
  IconFileReport,
  IconGauge,
  IconGavel,
  IconHelpHexagon,
  IconMessageQuestion,
  IconScale,
  IconSettings,
  IconShieldCheck,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react'
import type { Permission } from '@caponier/contract/access/roles'

/** A screen of the rail. `path` below `/t/{tenant}`; shown to whom the permission is given somewhere. */
export interface Screen {
  readonly key:
    | 'cockpit'
    | 'scope'
    | 'gaps'
    | 'mine'
    | 'company'
    | 'assets'
    | 'position'
    | 'controls'
    | 'evidence'
    | 'findings'
    | 'frameworks'
    | 'reports'
    | 'activity'
    | 'people'
    | 'settings'
  readonly path: string
  readonly icon: Icon
  readonly permission: Permission
}

/** The rail is the roadmap: the way first, then what proves it, then the house. */
export const RAIL: readonly { readonly group: 'steps' | 'proof' | 'house'; readonly screens: readonly Screen[] }[] = [
  {
    group: 'steps',
    screens: [
      { key: 'cockpit', path: '/cockpit', icon: IconGauge, permission: 'position.read' },
      { key: 'scope', path: '/scope', icon: IconScale, permission: 'scope.read' },
      { key: 'company', path: '/company', icon: IconBuildingFactory2, permission: 'company.read' },
      { key: 'assets', path: '/assets', icon: IconCpu, permission: 'assets.read' },
      { key: 'gaps', path: '/gaps', icon: IconChecklist, permission: 'assessment.read' },
      { key: 'mine', path: '/mine', icon: IconMessageQuestion, permission: 'assessment.answer-own' },
    ],
  },
  {
    group: 'proof',
    screens: [
      { key: 'position', path: '/position', icon: IconTargetArrow, permission: 'position.read' },
      { key: 'findings', path: '/findings', icon: IconHelpHexagon, permission: 'findings.read' },
      { key: 'controls', path: '/controls', icon: IconShieldCheck, permission: 'controls.read' },
      { key: 'evidence', path: '/evidence', icon: IconCertificate, permission: 'evidence.read' },
      { key: 'reports', path: '/reports', icon: IconFileReport, permission: 'reports.make' },
    ],
  },
  {
    group: 'house',
    screens: [
      { key: 'frameworks', path: '/frameworks', icon: IconGavel, permission: 'frameworks.read' },
      { key: 'activity', path: '/activity', icon: IconActivity, permission: 'activity.read' },
      { key: 'people', path: '/people', icon: IconUsers, permission: 'people.read' },
      { key: 'settings', path: '/settings', icon: IconSettings, permission: 'settings.read' },
    ],
  },
]
