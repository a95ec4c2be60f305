import { z } from 'zod'
import type { Content } from '@caponier/core'
import { compileContent, FRAMEWORK_FOLDERS } from '../compile.ts'
import { CONTENT_ROOT } from '../load.ts'
import { ManifestFile } from '../schema.ts'
import { ContentError, readShape } from '../yaml-file.ts'
import type { LintFinding } from './finding.ts'
import { lintLaw, unknownFacts } from './law.ts'
import { lintManifests } from './manifest.ts'
import { lintMappings } from './mappings.ts'
import { lintTexts, worstPair } from './texts.ts'

/** What `caponier content lint` shows: the findings and the figures that prove something was looked at. */
export interface LintReport {
  readonly findings: readonly LintFinding[]
  readonly figures: {
    readonly contentVersion: string
    readonly frameworks: readonly {
      readonly key: string
      readonly rows: number
      readonly mostAlike: { readonly a: string; readonly b: string; readonly similarity: number }
    }[]
    readonly duties: number
    readonly mappings: number
    readonly laws: number
    readonly unknownLegalFacts: number
    readonly activities: number
  } | null
}

/** Lints the content folder from its files, never from a cache. */
export function lintContent(root: string = CONTENT_ROOT): LintReport {
  let content: Content
  try {
    content = compileContent(root)
  } catch (error) {
    if (error instanceof ContentError || error instanceof z.ZodError)
      return { findings: [{ rule: 'shape', where: 'content', id: '', message: error.message }], figures: null }
    throw error
  }
  const manifests = FRAMEWORK_FOLDERS.map((folder) => readShape(root, `manifest/${folder}.json`, ManifestFile))
  return {
    findings: [...lintManifests(content, manifests), ...lintMappings(content), ...lintTexts(content), ...lintLaw(content)],
    figures: {
      contentVersion: content.contentVersion,
      frameworks: content.frameworks.map((framework) => ({
        key: framework.key,
        rows: framework.requirements.length,
        mostAlike: worstPair(framework),
      })),
      duties: content.duties.length,
      mappings: content.mappings.length,
      laws: content.laws.length,
      unknownLegalFacts: content.laws.reduce((sum, law) => sum + unknownFacts(law).length, 0),
      activities: content.activities.length,
    },
  }
}
