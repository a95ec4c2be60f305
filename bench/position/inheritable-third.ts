import type { Content } from '@caponier/core'

/**
 * The shipped content with more rows of IEC 62443-3-3 marked inheritable. As shipped, a fifth of its rows are, so that a third
 * of all answers could never be inherited; handing down costs more than answering, so this only makes the figure harder.
 */
export function withInheritableRows(content: Content, rows: number): Content {
  const frameworks = content.frameworks.map((framework) => {
    if (framework.framework !== 'iec62443-3-3') return framework
    let missing = rows - framework.requirements.filter((one) => one.inheritable).length
    return {
      ...framework,
      requirements: framework.requirements.map((one) => (one.inheritable || missing-- <= 0 ? one : { ...one, inheritable: true })),
    }
  })
  return { ...content, frameworks }
}
