import Download from 'lucide-react/icons/download';
import Printer from 'lucide-react/icons/printer';
import { useEffect, useRef } from 'react';
import type { RecoveryKit } from '#contracts/recovery-kit.ts';
import { Button } from '../../ui/button.tsx';
import { QrCode } from '../factors/index.ts';

/** The page itself, as it comes out of a printer: dark on white in either theme. */
export function KitPaper({ kit, onKept }: { kit: RecoveryKit; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-6 sm:py-10 print:max-w-none print:p-0">
      <div className="mb-5 flex flex-wrap items-center gap-2 print:hidden">
        <p className="grow basis-60 text-ink-soft max-sm:basis-full">
          Print it twice. Once you go on, it is not shown again.
        </p>
        <Button icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
          Print
        </Button>
        <Button icon={<Download aria-hidden className="size-4" />} onClick={() => save(kit)}>
          Save as a file
        </Button>
      </div>
      <article className="rounded-lg border border-line bg-surface p-5 text-ink [color-scheme:light] sm:p-8 print:border-0 print:p-0">
        <div className="flex flex-wrap justify-between gap-6">
          <div className="min-w-0 grow basis-64">
            <h1 ref={heading} tabIndex={-1} className="font-semibold text-xl tracking-tight">
              Caseward recovery kit
            </h1>
            <Facts kit={kit} />
          </div>
          <QrCode text={keyLines(kit)} label="The three keys below, for a camera" />
        </div>
        <p className="mt-5 max-w-prose">
          With this page and the backups, everything can be read and restored. Without it, no backup can be
          opened, by anyone. Keep two copies apart, and not beside the backups. Nothing of it stays on the
          server.
        </p>
        <p className="mt-3 max-w-prose">
          To restore on an empty machine: install the same version of Caseward or a later one, set{' '}
          <code>CASEWARD_BACKUPS</code> and what belongs to it, put the three lines below into a file, and run{' '}
          <code className="whitespace-nowrap">npx caseward restore --kit FILE</code>
        </p>
        <dl className="mt-5 space-y-3 border-line border-t pt-5 font-mono text-sm">
          <Key name="backup-key" value={kit.backupKey} />
          <Key name="signer" value={kit.signer} />
          <Key name="root-keys" value={kit.rootKeys} />
        </dl>
      </article>
      <div className="mt-6 flex justify-end print:hidden">
        <Button look="primary" size="lg" className="max-sm:w-full" onClick={onKept}>
          I have it on paper
        </Button>
      </div>
    </div>
  );
}

function Facts({ kit }: { kit: RecoveryKit }) {
  const facts = [
    ['Deployment', kit.deployment],
    ['Made', kit.madeOn],
    ['Fingerprint', kit.fingerprint],
  ] as const;
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-soft">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <dt className="text-ink-soft">Check word</dt>
      <dd className="font-mono font-semibold text-lg" data-check-word>
        {kit.word}
      </dd>
    </dl>
  );
}

function Key({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-ink-soft">{name}:</dt>
      <dd className="wrap-anywhere">{value}</dd>
    </div>
  );
}

/** What `caseward restore --kit` wants to read. */
function keyLines({ backupKey, signer, rootKeys }: RecoveryKit): string {
  return `backup-key: ${backupKey}\nsigner: ${signer}\nroot-keys: ${rootKeys}\n`;
}

function save({ page }: RecoveryKit): void {
  const address = URL.createObjectURL(new Blob([page], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), {
    href: address,
    download: 'caseward-recovery-kit.txt',
  });
  link.click();
  URL.revokeObjectURL(address);
}
