const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bChrom(e|ium)\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bcaponier\b/i, 'Caponier CLI'],
  [/\bcurl\//, 'curl'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
]

/** "Firefox, Linux" of a user agent, for the list of one's sessions; empty when it tells nothing. Only words of ours leave. */
export function deviceName(userAgent: string): string {
  const text = userAgent.slice(0, 500)
  const named = (list: typeof BROWSERS): string[] => {
    const found = list.find(([pattern]) => pattern.test(text))
    return found === undefined ? [] : [found[1]]
  }
  return [...named(BROWSERS), ...named(SYSTEMS)].join(', ')
}
