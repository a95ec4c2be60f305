import { Link } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { useTenant } from '../../api/session.ts'
import type { Target } from './trace-paths.ts'

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  readonly to: Target
  readonly children: ReactNode
  readonly ref?: Ref<HTMLAnchorElement>
}

/** A link to a page of the organisation; the address holds everything that the page shows. */
export function GoLink({ to, children, ...rest }: Props) {
  const tenant = useTenant()
  return (
    <Link to={`/t/${tenant}${to.path}` as never} search={(to.search ?? {}) as never} {...(rest as object)}>
      {children}
    </Link>
  )
}
