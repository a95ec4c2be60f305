/** Short name of a framework with its edition, as people in the trade say it: `IEC 62443-3-3:2013`, `NIS2`, `(EU) 2024/2690`. */
export const frameworkName = (key: string): string =>
  key.startsWith('iec') ? key.replace(/^iec/, 'IEC ') : key.startsWith('nis2') ? 'NIS2' : key.startsWith('cir-') ? '(EU) 2024/2690' : key
