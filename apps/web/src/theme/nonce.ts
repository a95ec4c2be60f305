import { setNonce } from 'get-nonce'

const PLACEHOLDER = '__CSP_NONCE__'

/** The nonce that the server wrote into the page; empty in development, where no policy is sent. */
export function pageNonce(): string {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
  return content === PLACEHOLDER ? '' : content
}

/** Hands the nonce to the scroll lock of dialogs, which makes a style element of its own (react-style-singleton reads get-nonce). */
export function giveNonceToLibraries(): void {
  const nonce = pageNonce()
  if (nonce !== '') setNonce(nonce)
}
