import { noteNewVersion } from './line.ts'

/** The script that begins a page; its name holds the hash of its content. */
const ENTRY = /<script type="module"[^>]* src="([^"]+)"/

/**
 * Asks the server which pages it gives out now. A page that runs since before an update goes on working, as far as all of it was fetched;
 * it says that a newer one is there.
 */
export async function lookForNewVersion(): Promise<void> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src')
  const page = await fetch('/', { cache: 'no-store' })
    .then((answer) => (answer.ok ? answer.text() : ''))
    .catch(() => '')
  const theirs = ENTRY.exec(page)?.[1]
  if (typeof own === 'string' && theirs !== undefined && theirs !== own) noteNewVersion()
}
