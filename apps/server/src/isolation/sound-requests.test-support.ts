import type { TenantModel } from '@caponier/app/live/tenant-model'
import type { RouteShape } from '@caponier/contract/kit/route'
import fc from 'fast-check'
import { z } from 'zod'
import { type KnownNames, valuesOf } from '../fuzz/schema-values.arbitrary.ts'
import type { Parts } from './isolated-server.test-support.ts'

/** Names of what stands at one site, so that generated requests are about that site and nothing else. */
export function namesAt(model: TenantModel, site: string): KnownNames {
  const workspace = model.workspace()
  const idsOf = (list: readonly { readonly id: string; readonly site?: string }[] | undefined): string[] =>
    (list ?? []).flatMap((one) => (one.site === site ? [one.id] : [])).slice(0, 6)
  const zones = idsOf(workspace.zones)
  const subjects = [...zones.map((id) => `zone:${id}`), `site:${site}`]
  const linked = (workspace.links ?? []).filter((one) => subjects.includes(one.subject))
  const controls = [...new Set(linked.flatMap((one) => one.controls ?? []))].slice(0, 6)
  const evidence = [...new Set(linked.flatMap((one) => one.evidence ?? []))].slice(0, 6)
  const people = (workspace.people ?? []).flatMap((one) => (one.sites?.includes(site) === true ? [one.id] : []))
  const assets = idsOf(workspace.assets)
  return {
    ids: [...zones, ...assets, site],
    byName: {
      site: [site],
      sites: [site],
      zone: zones,
      zones,
      subject: subjects,
      subjects,
      scope: [`site:${site}`],
      place: [`site:${site}`],
      owner: people,
      control: controls,
      controls,
      evidence,
      framework: ['iec62443-3-3:2013'],
      requirement: ['SR 1.1', 'SR 5.1', 'SR 2.1'],
      requirements: ['SR 1.1', 'SR 5.1'],
      fr: ['RDF'],
      ref: controls.map((id) => `control:${id}`),
      'sites/{id}': [site],
      'zones/{id}': zones,
      'assets/{id}': assets,
      'sucs/{id}': idsOf(workspace.sucs),
      'networks/{id}': idsOf(workspace.networks),
      'proposals/{id}': idsOf(workspace.proposals),
      'flows/{id}': idsOf(workspace.flows),
      'controls/{id}': controls,
      'evidence/{id}': evidence,
      'persons/{id}': people,
      'links/{id}': model.links().flatMap((one) => (subjects.includes(one.link.subject) ? [one.id] : [])),
    },
  }
}

/** Requests to a route that fit its schema, refinements included, about what the names name; the same for the same seed. */
export function soundRequests(shape: RouteShape, tenant: string, names: KnownNames, { seed = 1, count = 3 } = {}): readonly Parts[] {
  const of = (schema: z.ZodType): readonly unknown[] =>
    fc.sample(valuesOf(schema, names), { seed, numRuns: count * 12 }).filter((value) => schema.safeParse(value).success)
  const bodies = shape.body === undefined || shape.accepts === 'bytes' ? [] : of(shape.body)
  if (shape.body !== undefined && shape.accepts !== 'bytes' && bodies.length === 0) return []
  const queries = shape.query === undefined ? [] : of(shape.query)
  return Array.from({ length: count }, (_, at) => {
    const query = queries[at % Math.max(1, queries.length)]
    const body = shape.accepts === 'bytes' ? 'name;site\nPump;x' : bodies[at % Math.max(1, bodies.length)]
    return {
      params: paramsOf(shape, tenant, names, at),
      ...(query === undefined ? {} : { query: query as Readonly<Record<string, unknown>> }),
      ...(body === undefined ? {} : { body }),
      ...(shape.edits === true && { version: 1 }),
    }
  })
}

function paramsOf(shape: RouteShape, tenant: string, names: KnownNames, at: number): Readonly<Record<string, string>> {
  const segments = shape.path.split('/')
  return Object.fromEntries(
    segments.flatMap((segment, index): [string, string][] => {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1]
      if (name === undefined) return []
      if (name === 'tenant') return [[name, tenant]]
      const known = names.byName[`${segments[index - 1]}/${segment}`] ?? names.byName[name] ?? names.ids
      const declared = shape.params?.shape[name]
      const isSound = (value: unknown): boolean => !(declared instanceof z.ZodType) || declared.safeParse(value).success
      const fitting = known.filter(isSound)
      const made =
        declared instanceof z.ZodType
          ? fc
              .sample(valuesOf(declared, names), { seed: at + 1, numRuns: 8 })
              .filter(isSound)
              .map(textOf)
          : []
      return [[name, fitting[at % Math.max(1, fitting.length)] ?? made[0] ?? 'no-such-thing']]
    }),
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
