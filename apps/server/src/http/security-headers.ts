import type { MiddlewareHandler } from 'hono'

/** For answers of the API: nothing in them is to be run or shown in a frame. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"

/**
 * The policy of a page: scripts only as files of this server, styles as files or, made at run time by the component kit, with the nonce of
 * this answer. No inline script, no evaluation, no other server, no frames around it; PDF previews come from blobs of the page itself.
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), serial=(), usb=(), browsing-topics=()',
  'x-permitted-cross-domain-policies': 'none',
  'x-dns-prefetch-control': 'off',
}

/** Sets what every answer carries. `https`: people reach the server by TLS, so their browsers shall never try without. */
export function securityHeaders({ https }: { readonly https: boolean }): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { headers } = context.res
    for (const [name, value] of Object.entries(ALWAYS)) if (!headers.has(name)) headers.set(name, value)
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', DATA_POLICY)
    // A file that may be previewed in our own frame says so in its policy; the older header knows no such thing.
    if (headers.get('content-security-policy')?.includes("frame-ancestors 'self'") === true) headers.set('x-frame-options', 'SAMEORIGIN')
    if (https) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  }
}
