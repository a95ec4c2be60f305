// Runs before the first paint, as a file of its own because the policy allows no inline script.
;(function () {
  var stored = null
  try {
    stored = localStorage.getItem('caponier-color-scheme')
  } catch {
    // Storage may be closed to the page; the system's choice stands.
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
