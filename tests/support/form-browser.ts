import { JSDOM } from 'jsdom';

export interface FormPage {
  readonly url: string;
  readonly status: number;
  /** Where its first form goes, and the fields that are filled in it. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** As much of a browser as a login form needs: it keeps cookies, follows redirects, and reads the first form. */
export function formBrowser() {
  const cookies = new Map<string, string>();
  async function visit(url: string, body?: Readonly<Record<string, string>>): Promise<FormPage> {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(body !== undefined && { method: 'POST', body: new URLSearchParams(body) }),
    });
    for (const set of reply.headers.getSetCookie()) keep(cookies, set);
    const next = reply.headers.get('location');
    if (next === null || !sameOrigin(next, url)) return page(next ?? url, reply.status, await reply.text());
    await reply.text();
    return visit(new URL(next, url).href);
  }
  return { visit };
}

function keep(cookies: Map<string, string>, set: string): void {
  const [pair = ''] = set.split(';', 1);
  const at = pair.indexOf('=');
  cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

function sameOrigin(next: string, url: string): boolean {
  return new URL(next, url).origin === new URL(url).origin;
}

function page(url: string, status: number, html: string): FormPage {
  const { document } = new JSDOM(html, { url }).window;
  const form = document.querySelector('form');
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input[name]') ?? [])];
  return {
    url,
    status,
    action: form?.action ?? '',
    fields: Object.fromEntries(inputs.map(({ name, value }) => [name, value])),
  };
}
