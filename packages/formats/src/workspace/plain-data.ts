/** A value as a record of unknown values, when it is a plain object. */
export const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined

/** Path of an issue as text, such as `zones[3].slTarget[0].vector` or `answers["SR 1.1"]`. */
export function formatPath(steps: readonly PropertyKey[]): string {
  let path = ''
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`
    else if (/^[A-Za-z_][\w-]*$/.test(String(step))) path += path === '' ? String(step) : `.${String(step)}`
    else path += `[${JSON.stringify(String(step))}]`
  }
  return path
}

/** The steps of a path written by {@link formatPath}. */
export function parsePath(path: string): readonly (string | number)[] {
  const steps: (string | number)[] = []
  for (const match of path.matchAll(/\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([A-Za-z_][\w-]*)/g)) {
    if (match[1] !== undefined) steps.push(Number(match[1]))
    else if (match[2] !== undefined) steps.push(JSON.parse(match[2]) as string)
    else if (match[3] !== undefined) steps.push(match[3])
  }
  return steps
}

/** The value under a path, undefined where it ends early. */
export function valueAt(root: unknown, steps: readonly PropertyKey[]): unknown {
  let value = root
  for (const step of steps) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step] as unknown
    else {
      const record = asRecord(value)
      if (record === undefined || !Object.hasOwn(record, step)) return undefined
      value = record[String(step)]
    }
  }
  return value
}
