import type { ProbeContext, ProbeReply } from '../probe-context.ts';

/** The landing page as a browser without a session asks for it. */
export function page({ call }: ProbeContext): Promise<ProbeReply> {
  return call({ path: '/', headers: { accept: 'text/html', 'sec-fetch-dest': 'document', origin: null } });
}

export type Source = { readonly address: string; readonly integrity: string | undefined };

/** The scripts, style sheets and preloaded modules an HTML page asks for. */
export function sources(html: string): Source[] {
  const tags = [...html.matchAll(/<(?:script|link)\b[^>]*>/gi)].map(([tag]) => tag);
  return tags.flatMap((tag) => {
    const address = attribute(tag, 'src') ?? (loads(tag) ? attribute(tag, 'href') : undefined);
    return address === undefined ? [] : [{ address, integrity: attribute(tag, 'integrity') }];
  });
}

function loads(tag: string): boolean {
  return /^(stylesheet|modulepreload|preload)$/.test(attribute(tag, 'rel') ?? '');
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
}
