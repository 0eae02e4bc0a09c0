import { Component, type ErrorInfo, type ReactNode } from 'react'
import { say } from '../lib/language.ts'
import { Button } from './KeyButton.tsx'
import { Empty } from './Page.tsx'

/** A page that throws takes nothing else with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('page failed', error, info.componentStack)
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Empty title={say('shell.pageFailed')}>
        <Button onClick={() => this.setState({ failed: false })}>{say('shell.pageAgain')}</Button>
      </Empty>
    )
  }
}
