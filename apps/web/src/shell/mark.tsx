/** Our mark: two works and the covered passage that joins them. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="4" fill="var(--accent)" />
      <path fill="var(--accent-ink)" d="M3.5 4.5h5v4.6L12 7.4l3.5 1.7V4.5h5v15h-5v-4.6L12 16.6l-3.5-1.7v4.6h-5z" />
      <path fill="var(--accent)" d="M7 11h10v2H7z" />
    </svg>
  )
}
