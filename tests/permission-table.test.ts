import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { grantGives, isForWhole, PERMISSIONS, roleHas, ROLES } from '@caponier/contract/access/roles'
import type { RouteShape } from '@caponier/contract/kit/route'
import { ROUTES } from '@caponier/contract/table'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const site = { kind: 'site', id: 'a' } as const

test('the administrator’s guide shows the table of permissions as it is', () => {
  const guide = readFileSync(join(ROOT, 'docs/guide/administrator.md'), 'utf8')
  const shown = guide
    .split('\n')
    .filter((line) => /^\| `[\w.-]+` \|/.test(line))
    .map((line) => {
      const [permission, , counts, ...roles] = line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
      return [permission, counts, ...roles].join(' | ')
    })
  const held = PERMISSIONS.map((permission) =>
    [`\`${permission}\``, isForWhole(permission) ? 'whole' : 'place', ...ROLES.map((role) => (roleHas(role, permission) ? 'x' : ''))].join(
      ' | ',
    ),
  )
  expect(shown).toEqual(held)
})

test('what counts for the whole organisation is given by no role for a part of it', () => {
  const whole = PERMISSIONS.filter(isForWhole)
  expect(whole.length).toBeGreaterThan(3)
  expect(whole.filter((permission) => ROLES.some((role) => grantGives({ role, scope: site }, permission)))).toEqual([])
  expect(whole.filter((permission) => !grantGives({ role: 'admin', scope: { kind: 'organisation' } }, permission))).toEqual([])
})

test('each permission is asked for by a route or by a rule of the program', () => {
  const shapes: readonly RouteShape[] = Object.values(ROUTES)
  const asked = new Set(shapes.flatMap((shape) => (shape.access.kind === 'permission' ? [shape.access.permission] : [])))
  // Asked for inside handlers: more than the own questions, confidential files, who begins another organisation.
  expect(PERMISSIONS.filter((permission) => !asked.has(permission))).toEqual(UNROUTED)
})

const UNROUTED: readonly string[] = ['assessment.comment', 'evidence.read-confidential', 'workspace.import']
