import type { SsoTest } from '#contracts/sso.ts';
import { Moment } from '../../ui/moment.tsx';
import { Notice } from '../../ui/state.tsx';
import { ROLE_NAMES } from '../members/role-names.ts';
import { refusalSentence } from './refusal-words.ts';

/** What the last round trip brought: the person as they would be let in, and every attribute as it arrived. */
export function TestResult({ test, stale }: { test: SsoTest; stale: boolean }) {
  return (
    <section className="space-y-3" aria-label="Last test">
      {test.passed ? (
        <Notice tone={stale ? 'warn' : 'good'}>
          Came back <Moment at={test.at} /> as <strong className="break-all">{test.email}</strong>.
          {stale ? ' The settings have changed since: try again.' : ''}
        </Notice>
      ) : (
        <Notice tone="bad">
          Not accepted, <Moment at={test.at} />: {refusalSentence(test.reason ?? '')}
        </Notice>
      )}
      {test.attributes.length === 0 ? null : (
        <details open={!test.passed || !stale}>
          <summary className="cursor-pointer font-medium text-sm">
            What arrived ({test.attributes.length})
          </summary>
          <dl className="mt-1.5 divide-y divide-line rounded-md border border-line">
            <Row name="Read as name" values={[test.name ?? 'none']} />
            <Row name="Read as role" values={[test.role === null ? 'none' : ROLE_NAMES[test.role]]} />
            {test.attributes.map(({ name, values }) => (
              <Row key={name} name={name} values={values} mono />
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function Row({ name, values, mono = false }: { name: string; values: readonly string[]; mono?: boolean }) {
  return (
    <div className="grid gap-x-4 px-3 py-1.5 sm:grid-cols-[2fr_3fr]">
      <dt className={mono ? 'break-all font-mono text-ink-soft text-sm' : 'text-ink-soft text-sm'}>{name}</dt>
      <dd className="break-all text-sm">{values.join(', ')}</dd>
    </div>
  );
}
