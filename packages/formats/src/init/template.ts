import { ok, type Result, fail } from '@caponier/core'
import { Asset, AssetType, Conduit, Id, Network, Suc, type Workspace, Zone } from '@caponier/core/company/index'
import { z } from 'zod'
import { decodeUtf8 } from '../workspace/decode.ts'
import { explainIssues } from '../workspace/explain.ts'
import { invalid } from '../workspace/validate.ts'
import { parseYaml } from '../workspace/yaml.ts'

const Bilingual = z.strictObject({ en: z.string().min(1), de: z.string().min(1) })

/** A plant to start from (`content/plant-templates/ID/template.yaml`). Ids are those inside the template; sites are not in it. */
export const PlantTemplate = z.strictObject({
  template: Id,
  title: Bilingual,
  summary: Bilingual,
  sucs: z.array(Suc.omit({ site: true })),
  zones: z.array(Zone.omit({ site: true })),
  conduits: z.array(Conduit),
  networks: z.array(Network.omit({ site: true })),
  assetTypes: z.array(AssetType),
  assets: z.array(Asset.omit({ site: true })),
})
export type PlantTemplate = z.infer<typeof PlantTemplate>

/** Reads a template; issues carry line and column where the YAML itself is wrong. Never throws. */
export function parsePlantTemplate(bytes: Uint8Array): Result<PlantTemplate> {
  const text = decodeUtf8(bytes)
  if (!text.ok) return fail(invalid('is no plant template', [text.problem]))
  const value = parseYaml(text.value)
  if (!value.ok) return fail(invalid('is no plant template', value.problem))
  const parsed = PlantTemplate.safeParse(value.value)
  return parsed.success ? ok(parsed.data) : fail(invalid('is no plant template', explainIssues(parsed.error.issues, value.value)))
}

type PlantPart = Required<Pick<Workspace, 'sucs' | 'zones' | 'conduits' | 'networks' | 'assetTypes' | 'assets'>>

/**
 * The template at one site: ids get `SITE-` in front, so that a second line of the same kind fits beside it; asset types keep
 * theirs and are shared. `owner` becomes the owner of SUCs, zones, conduits and assets.
 */
export function instantiateTemplate(template: PlantTemplate, site: string, owner?: string): PlantPart {
  const local = (id: string): string => `${site}-${id}`
  const owned = owner === undefined ? {} : { owner }
  return {
    sucs: template.sucs.map((suc) => ({ ...suc, id: local(suc.id), site, ...owned })),
    zones: template.zones.map((zone) => ({
      ...zone,
      id: local(zone.id),
      site,
      ...(zone.suc === undefined ? {} : { suc: local(zone.suc) }),
      ...owned,
    })),
    conduits: template.conduits.map((conduit) => ({ ...conduit, id: local(conduit.id), zones: conduit.zones.map(local), ...owned })),
    networks: template.networks.map((network) => ({
      ...network,
      id: local(network.id),
      site,
      ...(network.zone === undefined ? {} : { zone: local(network.zone) }),
    })),
    assetTypes: [...template.assetTypes],
    assets: template.assets.map((asset) => ({
      ...asset,
      id: local(asset.id),
      site,
      ...(asset.zone === undefined ? {} : { zone: local(asset.zone) }),
      ...(asset.interfaces === undefined
        ? {}
        : {
            interfaces: asset.interfaces.map((face) => ({
              ...face,
              ...(face.network === undefined ? {} : { network: local(face.network) }),
            })),
          }),
      ...owned,
    })),
  }
}
