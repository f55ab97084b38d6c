import type { AgreementSection } from '#contracts/agreement.ts';

/** Terms stand open; an annex, long as it may be, opens on a press. */
export function AgreementTextView({ sections }: { sections: readonly AgreementSection[] }) {
  return (
    <div className="divide-y divide-line rounded-lg border border-line">
      {sections.map(({ id, title, paragraphs }) =>
        id.startsWith('annex-') ? (
          <details key={id} className="px-4 py-3">
            <summary className="cursor-pointer font-medium">{title}</summary>
            <ul className="mt-2 max-w-prose list-disc space-y-1 pl-5 text-ink-soft">
              {paragraphs.map((paragraph) => (
                <li key={paragraph}>{paragraph}</li>
              ))}
            </ul>
          </details>
        ) : (
          <section key={id} className="px-4 py-3">
            <h3 className="font-medium">{title}</h3>
            {paragraphs.map((paragraph) => (
              <p key={paragraph} className="mt-1.5 max-w-prose text-ink-soft">
                {paragraph}
              </p>
            ))}
          </section>
        ),
      )}
    </div>
  );
}
