/** Bounds against hostile or mistaken input. Sizes in bytes. */
export interface ReadLimits {
  readonly fileBytes: number
  readonly totalBytes: number
  readonly files: number
  /** Levels of nesting in one file; the schema needs 8. */
  readonly depth: number
  /** Nodes that all YAML aliases of one file may expand to. */
  readonly aliasNodes: number
  /** Files beyond the plain subset are parsed at 1 MB/s, hostile ones at 0.1, so they get a bound of their own. */
  readonly unusualYamlBytes: number
}

export const DEFAULT_LIMITS: ReadLimits = {
  fileBytes: 64 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
  files: 50_000,
  depth: 64,
  aliasNodes: 100_000,
  unusualYamlBytes: 4 * 1024 * 1024,
}

/** Issues shown of one run; the rest is counted. */
export const MAX_ISSUES = 200
