import type { Target } from '../position/trace-paths.ts'

const part = (text: string): string => encodeURIComponent(text)

/** Key of the framework whose requirements are the NIS2 duties. */
export const NIS2 = 'nis2:2022'

export const toFrameworks = (): Target => ({ path: '/frameworks' })
export const toMeasures = (measure?: string): Target => ({ path: '/frameworks/measures', search: { measure } })
export const toLaws = (): Target => ({ path: '/frameworks/law' })
export const toFrameworkList = (framework: string, ...filter: readonly string[]): Target => ({
  path: `/frameworks/${part(framework)}`,
  search: filter.length === 0 ? {} : { filter },
})
export const toRequirementPage = (framework: string, requirement: string): Target => ({
  path: `/frameworks/${part(framework)}/${part(requirement)}`,
})
